// Screenshots for README.md, in docs/images: four people in a room, as they see it.
import { mkdirSync } from 'node:fs'
import { chromium, type Browser, type Locator, type Page, type ViewportSize } from '@playwright/test'
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
    deviceScaleFactor: isPhone ? 1.5 : 1,
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

async function openChat(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Room' })
    .getByRole('button', { name: /^Chat/ })
    .click()
  await page.getByRole('textbox', { name: 'Write a message' }).waitFor()
}

async function say(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Write a message' })
  await field.fill(text)
  await field.press('Enter')
  await page.getByRole('log').getByRole('article', { name: /^You, / }).filter({ hasText: text }).waitFor()
}

async function react(page: Page, text: string, reaction: string): Promise<void> {
  const message = page.getByRole('log').getByRole('article').filter({ hasText: text })
  await message.hover()
  await message.getByRole('button', { name: /React or more/ }).click()
  await page.getByRole('button', { name: reaction, exact: true }).click()
}

async function openTasks(page: Page, label: string): Promise<Locator> {
  await page.getByRole('button', { name: `Tasks of ${label}` }).first().click()
  return page.getByRole('group', { name: `Tasks of ${label}` })
}

async function plan(tasks: Locator, field: string, text: string): Promise<void> {
  await tasks.getByRole('textbox', { name: field }).fill(text)
  await tasks.getByRole('textbox', { name: field }).press('Enter')
  await tasks.getByText(text).waitFor()
}

async function openBoard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Draw', exact: true }).click()
  await page.getByTestId('toolbar-rectangle').waitFor({ state: 'attached' })
  await page.getByText('Opening the board…').waitFor({ state: 'detached' })
}

/** A box with words in it; the point is its upper left corner. */
async function drawBox(page: Page, [x, y]: [number, number], text: string): Promise<void> {
  const tool = page.getByTestId('toolbar-rectangle')
  // The editor takes no tool before it is ready, and says so nowhere.
  while (!(await tool.isChecked())) await tool.click({ force: true })
  await drag(page, [x, y], [x + 200, y + 100])
  await page.keyboard.press('Enter')
  await page.keyboard.type(text)
  await page.keyboard.press('Escape')
}

async function drawArrow(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  await page.getByTestId('toolbar-arrow').click({ force: true })
  await drag(page, from, to)
}

async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  await page.mouse.move(...from)
  await page.mouse.down()
  await page.mouse.move(...to, { steps: 8 })
  await page.mouse.up()
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.mouse.move(0, 0)
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))))
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
  const chidi = await open(browser, url, wide)
  await join(chidi, link, 'Chidi')
  await join(await open(browser, url, phone), link, 'Dilnoza')
  await rename(host, 0, 'Chapter two')
  await rename(host, 2, 'Method section')
  await plan(await openTasks(host, 'Chapter two'), 'Shared task', 'Read it once, without a pencil')
  await host.getByRole('button', { name: 'Tasks of Chapter two' }).click()
  await host.getByRole('button', { name: 'Start', exact: true }).click()
  await host.getByRole('button', { name: 'Pause', exact: true }).waitFor()
  await host.getByRole('button', { name: 'Add or take off minutes' }).click()
  await host.getByRole('button', { name: '5 minutes less' }).click()
  await host.getByRole('button', { name: '1 minute less' }).click()
  await host.keyboard.press('Escape')
  await host.getByText(/^18:\d\d$/).waitFor()

  for (const page of [host, chidi, guest]) await openChat(page)
  await say(chidi, 'Morning! Phone is in the other room.')
  await say(guest, 'Mine too. Coffee at the break?')
  await say(host, '@Chidi your notes: https://example.org/notes')
  await say(chidi, 'Thanks! See you all in eighteen minutes.')
  await react(host, 'Phone is in', 'Applause')
  await react(guest, 'Phone is in', 'Applause')
  await react(chidi, 'Coffee at', 'Heart')
  await shoot(guest, 'chat-phone')
  await guest.keyboard.press('Escape')
  await shoot(guest, 'room-phone')
  await shoot(host, 'room')

  await guest.getByRole('button', { name: 'Queue', exact: true }).click()
  await guest.getByRole('dialog', { name: 'Queue' }).waitFor()
  await plan(await openTasks(guest, 'Chapter two'), 'Your task', 'The first ten pages')
  await shoot(guest, 'tasks-phone')
  await guest.keyboard.press('Escape')
  await guest.getByRole('button', { name: 'Bea, your menu' }).click()
  await guest.getByRole('menuitem', { name: 'Your settings' }).click()
  await guest.getByText('When a break ends').waitFor()
  await shoot(guest, 'alerts-phone')

  // Both before there is anything: each browser would centre what it finds.
  for (const page of [host, chidi]) await openBoard(page)
  await drawBox(host, [420, 300], 'Chapter two')
  await drawBox(host, [740, 300], 'Method')
  await drawBox(host, [1060, 300], 'Hand it in')
  await drawArrow(host, [626, 350], [734, 350])
  await drawArrow(host, [946, 350], [1054, 350])
  await drawBox(chidi, [740, 520], 'Figures')
  await drawArrow(chidi, [840, 512], [840, 408])
  await host.keyboard.press('Escape')
  await chidi.mouse.move(960, 600)
  await shoot(host, 'board')
  await host.getByRole('button', { name: 'Close the board' }).click()

  await chidi.getByRole('button', { name: 'Close the board' }).click()
  await chidi.getByRole('button', { name: 'Propose a segment' }).click()
  const wish = chidi.getByRole('form', { name: 'Propose a segment' })
  await wish.getByRole('textbox', { name: 'Name' }).fill('Stretch together')
  await wish.getByRole('button', { name: 'Propose' }).click()
  await host.getByText('Add Stretch together').waitFor()
  await host.getByRole('button', { name: 'Theme and language' }).click()
  // The radio itself is hidden; people click its swatch.
  await host.getByRole('radio', { name: 'Midnight' }).locator('..').click()
  await host.keyboard.press('Escape')
  for (const notice of await host.getByText('Chidi proposes something.').all())
    await notice.waitFor({ state: 'detached' })
  await shoot(host, 'room-midnight')

  const alone = await open(browser, url, wide)
  await alone.goto('/solo')
  await alone.getByRole('timer').waitFor()
  await alone.getByRole('button', { name: 'Add or take off minutes' }).click()
  for (let i = 0; i < 2; i++) await alone.getByRole('button', { name: '5 minutes less' }).click()
  await alone.keyboard.press('Escape')
  await alone.getByText(/^14:\d\d$/).waitFor()
  await shoot(alone, 'solo')
} finally {
  await browser.close()
  await server.stop()
}
