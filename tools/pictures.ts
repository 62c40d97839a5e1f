// Screenshots for README.md, in docs/images: four people in a room, as they see it.
import { mkdirSync } from 'node:fs'
import { chromium, type Browser, type Page, type ViewportSize } from '@playwright/test'
import { Server } from '../tests/lib/server.ts'

const images = 'docs/images'
const wide = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

async function open(browser: Browser, url: string, viewport: ViewportSize): Promise<Page> {
  const isPhone = viewport.width < 600
  const context = await browser.newContext({
    viewport,
    baseURL: url,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    hasTouch: isPhone,
    isMobile: isPhone,
    deviceScaleFactor: isPhone ? 2 : 1,
  })
  return context.newPage()
}

async function createRoom(page: Page): Promise<string> {
  await page.goto('/create')
  await page.getByLabel('Your name').fill('Ana')
  await page.getByLabel('Room name').fill('Thesis rescue squad')
  await page.getByRole('radio', { name: /Classic/ }).check({ force: true })
  await page.getByRole('button', { name: 'Open the room' }).click()
  await page.getByRole('navigation', { name: 'Room' }).waitFor()
  return page.url()
}

async function join(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Join the room' }).click()
  await page.getByRole('timer').waitFor()
}

async function rename(page: Page, place: number, label: string): Promise<void> {
  await page.getByTitle('Edit or start this segment').nth(place).click()
  const form = page.getByRole('form')
  await form.getByLabel('Name').fill(label)
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText(label).first().waitFor()
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.mouse.move(0, 0)
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.screenshot({ path: `${images}/${name}.png` })
}

const server = await Server.start({ flags: ['--rate-limits', 'off'] })
const url = `http://localhost:${new URL(server.url).port}`
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
})
mkdirSync(images, { recursive: true })
try {
  const host = await open(browser, url, wide)
  await host.goto('/')
  await host.getByRole('heading', { level: 1 }).waitFor()
  await shoot(host, 'landing')

  const link = await createRoom(host)
  const guest = await open(browser, url, phone)
  await join(guest, link, 'Bea')
  for (const name of ['Chidi', 'Dilnoza']) await join(await open(browser, url, phone), link, name)
  await rename(host, 0, 'Chapter two')
  await rename(host, 2, 'Method section')
  await host.getByRole('button', { name: 'Start', exact: true }).click()
  await host.getByRole('button', { name: 'Pause', exact: true }).waitFor()
  await host.getByRole('button', { name: 'Add or take off minutes' }).click()
  await host.getByRole('button', { name: '5 minutes less' }).click()
  await host.getByRole('button', { name: '1 minute less' }).click()
  await host.keyboard.press('Escape')
  await host.getByText(/^18:\d\d$/).waitFor()
  await shoot(host, 'room')
  await shoot(guest, 'room-phone')
  await guest.getByRole('button', { name: 'Queue', exact: true }).click()
  await guest.getByRole('dialog', { name: 'Queue' }).waitFor()
  await shoot(guest, 'queue-phone')

  await host.getByRole('button', { name: 'Theme and language' }).click()
  // The radio itself is hidden; people click its swatch.
  await host.getByRole('radio', { name: 'Midnight' }).locator('..').click()
  await host.keyboard.press('Escape')
  await shoot(host, 'room-midnight')
} finally {
  await browser.close()
  await server.stop()
}
