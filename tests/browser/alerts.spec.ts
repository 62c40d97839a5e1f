import type { Page } from '@playwright/test'
import { expect, test, type Person } from './fixtures.ts'
import { button, enterRoom, openRoom } from './room.ts'

test.describe.configure({ mode: 'parallel' })

interface Heard {
  /** When the notes of each sound began, by the page's clock. */
  notes: number[]
  stopped: number
  notifications: string[]
}

/** Notes what the page would sound and pop up. */
function listen(): void {
  const heard: Heard = { notes: [], stopped: 0, notifications: [] }
  Object.assign(globalThis, { heard })
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function noted(when = 0) {
    const inMs = (when - this.context.currentTime) * 1_000
    heard.notes.push(performance.now() + inMs)
    start.call(this, when)
  }
  const stop = OscillatorNode.prototype.stop
  OscillatorNode.prototype.stop = function noted(when?: number) {
    if (when === undefined) heard.stopped++
    stop.call(this, when)
  }
  class Noted extends EventTarget {
    static permission = 'granted'
    static requestPermission = async () => 'granted'
    constructor(title: string, options: NotificationOptions) {
      super()
      heard.notifications.push(`${title} | ${options.body}`)
    }
  }
  Object.assign(globalThis, { Notification: Noted })
}

const heardBy = (page: Page): Promise<Heard> =>
  page.evaluate(() => (globalThis as unknown as { heard: Heard }).heard)

/** Somebody whose segments last a minute. */
async function listener(person: Person): Promise<Page> {
  await person.page.addInitScript(listen)
  await person.page.addInitScript(() => {
    localStorage.setItem('pomopomo.intervals:v1', '{"focus":1,"break":1,"long_break":1}')
  })
  return person.page
}

async function addToQueue(page: Page, ...kinds: ('Focus' | 'Break')[]): Promise<void> {
  const add = page.getByRole('group', { name: 'Add to the queue' })
  for (const kind of kinds) await add.getByRole('button', { name: kind, exact: true }).click()
  await expect(page.getByRole('button', { name: /^Move / })).toHaveCount(kinds.length)
}

/** Takes the minute off that a segment lasts: the server leaves one second. */
async function bringToItsEnd(page: Page): Promise<void> {
  await button(page, 'Add or take off minutes').click()
  await button(page, '1 minute less').click()
  await page.keyboard.press('Escape')
}

async function openSettings(page: Page, tab: string): Promise<void> {
  await page.keyboard.press(',')
  await expect(page.getByRole('dialog', { name: 'Your settings' })).toBeVisible()
  await page.getByRole('tab', { name: tab }).click()
}

const turnOn = (page: Page, name: string) =>
  page.getByRole('switch', { name }).check({ force: true })

test('each end alerts once, that of the last segment too, and a skip does not', async ({
  person,
}) => {
  const ana = await person({ name: 'Ana' })
  const page = await listener(ana)
  await openRoom(ana, { template: 'Empty' })
  await addToQueue(page, 'Focus', 'Break', 'Break')
  await openSettings(page, 'Alerts')
  await page.getByRole('radio', { name: 'Once' }).check({ force: true })
  await turnOn(page, 'Notifications')
  await turnOn(page, 'Screen flash')
  await page.keyboard.press('Escape')
  // As in a window behind another.
  await page.evaluate(() => {
    document.hasFocus = () => false
  })

  await button(page, 'Start').click()
  await expect(button(page, 'Pause')).toBeVisible()
  await bringToItsEnd(page)
  await expect(page.locator('[data-flash=focus]')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Short break', exact: true })).toBeVisible()
  const first = 'Focus: time is up | Now: Short break, 1 minute.'
  await expect.poll(async () => (await heardBy(page)).notifications).toEqual([first])
  const notes = (await heardBy(page)).notes.length
  expect(notes).toBeGreaterThan(0)

  await button(page, 'Skip to the next').click()
  await expect(page.getByText('This is the last one').or(page.getByText('1 left'))).toBeVisible()
  await expect(button(page, 'Pause')).toBeVisible()
  expect((await heardBy(page)).notes).toHaveLength(notes)

  await bringToItsEnd(page)
  await expect(page.getByRole('heading', { name: 'All done' })).toBeVisible()
  const last = 'Short break: time is up | That was the last one: the queue is done.'
  await expect.poll(async () => (await heardBy(page)).notifications).toEqual([first, last])
  expect((await heardBy(page)).notes.length).toBeGreaterThan(notes)
})

test('two tabs of one browser sound once, and a pause calls the sound off', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const page = await listener(ana)
  const code = await openRoom(ana, { template: 'Empty' })
  await addToQueue(page, 'Focus', 'Focus')
  const second = await page.context().newPage()
  await second.addInitScript(listen)
  await second.goto(`/room/${code}`)
  await expect(button(second, 'Start')).toBeVisible()
  // A touch, so that this one may sound too.
  await second.getByRole('main').click({ position: { x: 5, y: 5 } })
  await expect(second.locator('.alert-flash')).toBeAttached()

  await page.bringToFront()
  await button(page, 'Start').click()
  await bringToItsEnd(page)
  await button(page, 'Pause').click()
  await expect(button(page, 'Resume')).toBeVisible()
  const paused = [await heardBy(page), await heardBy(second)]
  expect(paused.map(({ notes }) => notes.length)).toEqual(paused.map(({ stopped }) => stopped))

  await button(page, 'Resume').click()
  await expect(page.getByText('Round 2 of 2')).toBeVisible()
  await expect(second.getByText('Round 2 of 2')).toBeVisible()
  const both = [await heardBy(page), await heardBy(second)]
  const played = both.map(({ notes, stopped }) => notes.length - stopped)
  expect(played.filter((count) => count > 0)).toHaveLength(1)
})

test('settings last, reach other tabs, and the own theme wins', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  const code = await openRoom(ana)
  await enterRoom(bea, code)
  const { page } = bea
  const theme = page.locator('html')
  await openSettings(page, 'Look')
  await page.getByRole('radio', { name: 'Forest' }).check({ force: true })
  await expect(theme).toHaveAttribute('data-theme', 'forest')
  await page.getByRole('tab', { name: 'Times' }).click()
  await page.getByRole('spinbutton', { name: 'Focus' }).fill('45')
  await page.getByRole('tab', { name: 'Name' }).click()
  await page.getByRole('textbox', { name: 'Your name' }).fill('Beatriz')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(ana.page.getByText('Beatriz', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('m')
  await expect(button(page, 'Mute all sounds')).toHaveAttribute('aria-pressed', 'true')

  await page.reload()
  await expect(button(page, 'Mute all sounds')).toHaveAttribute('aria-pressed', 'true')
  await expect(theme).toHaveAttribute('data-theme', 'forest')
  await openSettings(page, 'Times')
  await expect(page.getByRole('spinbutton', { name: 'Focus' })).toHaveValue('45')

  const other = await page.context().newPage()
  await other.goto('/create')
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'forest')
  await expect(other.getByText('45 min focus, 5 min break, four rounds')).toBeVisible()
  await page.getByRole('spinbutton', { name: 'Short break' }).fill('7')
  await page.getByRole('tab', { name: 'Look' }).click()
  await expect(other.getByText('45 min focus, 7 min break, four rounds')).toBeVisible()
  await turnOn(page, "The room's theme")
  await expect(theme).toHaveAttribute('data-theme', 'tomato')
})

test('the focus view shows the ring alone, and its keys work', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  await openRoom(ana)
  const { page } = ana
  await page.keyboard.press('f')
  const view = page.getByRole('dialog', { name: 'Focus view: only the ring' })
  await expect(view.getByRole('timer')).toHaveText('25:00')
  const covered = () =>
    [...document.querySelectorAll('nav, header, aside')].every((part) => {
      const { x, y, width, height } = part.getBoundingClientRect()
      return document.elementFromPoint(x + width / 2, y + height / 2)?.closest('dialog')
    })
  await expect.poll(() => page.evaluate(covered)).toBe(true)
  await page.keyboard.press('q')
  await page.getByRole('timer').last().click()
  await page.keyboard.press(' ')
  await expect(view.getByRole('timer')).toHaveText(/^24:/)
  await page.keyboard.press('f')
  await expect(view).toHaveCount(0)
  await expect(button(page, 'Pause')).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Queue' })).toBeVisible()

  await button(page, 'Focus view').click()
  await expect(view).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(view).toHaveCount(0)
})

test('one question mark tells the keys, and none works while somebody types', async ({
  person,
}) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  await enterRoom(bea, await openRoom(ana))
  for (const { page, name } of [ana, bea]) {
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: 'Keyboard' })
    await expect(help.getByText('Mute all sounds, or not')).toBeVisible()
    await expect(help.getByText('Start or pause')).toHaveCount(name === 'Ana' ? 1 : 0)
    await page.keyboard.press('m')
    await page.keyboard.press('Escape')
    await expect(button(page, 'Mute all sounds')).toHaveAttribute('aria-pressed', 'false')
  }
  const { page } = ana
  await page.getByTitle('Edit or start this segment').first().click()
  await page.getByRole('textbox', { name: 'Name' }).pressSequentially(' mfh?')
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(/mfh\?$/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(button(page, 'Mute all sounds')).toHaveAttribute('aria-pressed', 'false')
})
