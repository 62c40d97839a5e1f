import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { button, openRoom } from './room.ts'

// The quality floor (Q1): zoom, stillness, nothing that moves by itself.
test.describe.configure({ mode: 'parallel' })

/** Controls of the page that stick out of the window to the side, and how far the page itself does. */
async function expectWithinTheWindow(page: Page, where: string): Promise<void> {
  const out = await page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const controls = document.querySelectorAll<HTMLElement>('a, button, input, select, textarea')
    const names = [...controls]
      .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter((one) => {
        const { left, right, width: own } = one.getBoundingClientRect()
        return own > 2 && (left < -1 || right > width + 1)
      })
      .map((one) => one.getAttribute('aria-label') ?? one.textContent)
    return { names, overflow: document.documentElement.scrollWidth - width }
  })
  expect.soft(out, where).toEqual({ names: [], overflow: 0 })
}

// 200 % and 400 % of a window 1280 pixels wide.
for (const [zoom, width, height] of [
  ['200 %', 640, 512],
  ['400 %', 320, 256],
] as const) {
  test(`nothing is cut off at ${zoom}`, async ({ person }) => {
    const ana = await person({ name: 'Ana', context: { viewport: { width, height } } })
    const { page } = ana
    for (const path of ['/', '/create', '/join', '/nowhere', '/solo']) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeAttached()
      await page.evaluate(() => document.fonts.ready)
      await expectWithinTheWindow(page, path)
    }
    await openRoom(ana)
    await expectWithinTheWindow(page, 'the room')
    for (const name of ['Queue', 'History', 'Settings']) {
      await button(page, name).click()
      await expect(page.getByRole('dialog', { name })).toBeVisible()
      await expectWithinTheWindow(page, name)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
  })
}

for (const [device, viewport] of [
  ['a phone', { width: 390, height: 844 }],
  ['a desktop', { width: 1440, height: 900 }],
] as const) {
  test(`nothing moves while pages load on ${device}`, async ({ person }) => {
    const ana = await person({ name: 'Ana', context: { viewport } })
    const { page } = ana
    await page.addInitScript(() => {
      const shifts: { value: number; nodes: string[] }[] = []
      Object.assign(globalThis, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as LayoutShift[]) {
          if (entry.hadRecentInput) continue
          const nodes = entry.sources.map(({ node }) => (node as Element | null)?.outerHTML ?? '')
          shifts.push({ value: entry.value, nodes: nodes.map((html) => html.slice(0, 120)) })
        }
      }).observe({ type: 'layout-shift', buffered: true })
      interface LayoutShift {
        value: number
        hadRecentInput: boolean
        sources: { node: Node | null }[]
      }
    })
    const expectStill = async (where: string) => {
      await page.waitForLoadState('networkidle')
      await page.evaluate(() => document.fonts.ready)
      const shifts = await page.evaluate(
        () => (globalThis as unknown as { shifts: { value: number; nodes: string[] }[] }).shifts,
      )
      const sum = shifts.reduce((total, { value }) => total + value, 0)
      expect.soft(sum, `${where}: ${JSON.stringify(shifts)}`).toBeLessThan(0.01)
    }
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Pull up a chair' })).toBeAttached()
    await expectStill('the start page')
    const code = await openRoom(ana)
    await page.goto(`/room/${code}`)
    await expect(button(page, 'Start')).toBeVisible()
    await expectStill('the room')
    await page.goto('/solo')
    await expect(button(page, 'Pause')).toBeVisible()
    await expectStill('a sitting alone')
  })
}

test('what is drawn before the code is there stands where the page puts it', async ({ person }) => {
  const ana = await person({ name: 'Ana', context: { viewport: { width: 390, height: 844 } } })
  const { page } = ana
  const code = await openRoom(ana)
  const boxes = async (...selectors: string[]) => {
    await page.evaluate(() => document.fonts.ready)
    return Promise.all(selectors.map((one) => page.locator(one).first().boundingBox()))
  }
  const pages: [path: string, parts: string[], slow: RegExp][] = [
    ['/', ['header svg', 'h1', 'h1 + p'], /nothing/],
    [`/room/${code}`, ['header svg', 'header ~ div span'], /socket\.io/],
  ]
  for (const [path, parts, slow] of pages) {
    await page.route(/\/assets\/shell.*\.js$/, (route) => route.abort())
    await page.goto(path)
    const drawn = await boxes(...parts.map((part) => `.outline:visible ${part}:visible`))
    await page.unrouteAll()
    await page.route(slow, () => undefined) // never answered
    await page.goto(path)
    await expect(page.locator('.outline')).toHaveCount(0)
    expect(drawn, path).toEqual(await boxes(...parts.map((part) => `#root ${part}:visible`)))
    await page.unrouteAll()
  }
})

test('who wants no motion gets none', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const { page } = ana
  const moving = () =>
    page.evaluate(
      () => document.getAnimations().filter((one) => one.playState === 'running').length,
    )
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect.poll(moving).toBe(0)
  await openRoom(ana)
  await button(page, 'Start').click()
  await expect(button(page, 'Pause')).toBeVisible()
  await expect.poll(moving).toBe(0)
})

test('with forced colours what is chosen and what is left stay to be seen', async ({ person }) => {
  const ana = await person({ name: 'Ana', context: { forcedColors: 'active' } })
  const { page } = ana
  await openRoom(ana)
  await button(page, 'Start').click()
  await expect(button(page, 'Pause')).toBeVisible()
  const strokes = await page.evaluate(() => {
    const probe = document.createElement('p')
    probe.style.color = 'Highlight'
    document.body.append(probe)
    const highlight = getComputedStyle(probe).color
    probe.remove()
    const ring = document.querySelector('.ring-progress')
    return { highlight, ring: ring && getComputedStyle(ring).stroke }
  })
  expect(strokes.ring).toBe(strokes.highlight)
})
