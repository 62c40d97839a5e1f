import type { Locator, Page } from '@playwright/test'
import { expect, test, type Person } from './fixtures.ts'
import { png } from '../lib/pictures.ts'
import { drawBox, dropFile, openBoard, scene } from './board.ts'
import {
  button,
  enterRoom,
  expectSameTime,
  openRoom,
  openTasks,
  queueOf,
  secondsLeft,
} from './room.ts'

// Three people, signed out, and everything they do in an afternoon; one of them on a phone.

const phone = { width: 390, height: 844 }
const onPhone = { viewport: phone, screen: phone, hasTouch: true, isMobile: true }

const log = (page: Page): Locator => page.getByRole('log')
const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Write a message' })
const phase = (page: Page, name: string): Locator =>
  page.getByRole('heading', { name, exact: true })

async function openChat(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Room' })
    .getByRole('button', { name: /^Chat/ })
    .click()
  await expect(field(page)).toBeVisible()
}

async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text)
  await field(page).press('Enter')
}

async function choose({ page }: Person, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${name}.*Open the menu`, 's') }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Takes minutes off until what runs is over, by itself, and `next` has begun. */
async function runOut(page: Page, minutes: number, next: Locator): Promise<void> {
  const less = button(page, '5 minutes less')
  if (!(await less.isVisible())) await button(page, 'Add or take off minutes').click()
  for (let left = minutes; left > 5; left -= 5) {
    const before = await secondsLeft(page)
    await less.click()
    await expect.poll(() => secondsLeft(page)).toBeLessThan(before - 240)
  }
  await less.click()
  await expect(next).toBeVisible()
}

/** How many notes of alert sounds the page has begun. */
const notesHeard = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { notes: number }).notes)

/** Counts the notes that the page begins. */
function listen(): void {
  const page = Object.assign(globalThis, { notes: 0 })
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function counted(when = 0) {
    page.notes++
    start.call(this, when)
  }
}

test('a day in the life', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea', context: onPhone })
  const cal = await person({ name: 'Cal' })
  const everybody = [ana.page, bea.page, cal.page]
  for (const page of everybody) await page.addInitScript(listen)
  let code = ''

  await test.step('Ana opens a room from the start page', async () => {
    await ana.page.goto('/')
    await expect(ana.page.getByRole('link', { name: 'Start a room' }).first()).toBeVisible()
    code = await openRoom(ana, { roomName: 'Library' })
  })

  await test.step('Bea follows the link on her phone, Cal types the code', async () => {
    await button(ana.page, 'Invite').first().click()
    await button(ana.page, 'Copy link').click()
    const link = await ana.page.evaluate(() => navigator.clipboard.readText())
    await ana.page.keyboard.press('Escape')
    await enterRoom(bea, new URL(link).pathname.split('/').at(-1) ?? '')
    await cal.page.goto('/join')
    await cal.page.getByLabel('Room code').fill(code.slice(5).toLowerCase())
    await cal.page.getByLabel('Your name').fill('Cal')
    await button(cal.page, 'Join the room').click()
    await expect(ana.page.getByRole('region', { name: '3 people here' })).toBeVisible()
  })

  await test.step('they talk before they start', async () => {
    await openChat(ana.page)
    await openChat(cal.page)
    await say(ana.page, 'Ready?')
    await field(cal.page).pressSequentially('@an')
    await cal.page.getByRole('option', { name: 'Ana' }).click()
    await field(cal.page).pressSequentially('ready')
    await field(cal.page).press('Enter')
    await expect(log(ana.page).locator('strong')).toHaveText('@Ana')
    const answer = log(ana.page).getByRole('article', { name: /^Cal, / })
    await answer.hover()
    await answer.getByRole('button', { name: /React or more/ }).click()
    await button(ana.page, 'Tomato').click()
    await expect(log(cal.page).getByRole('button', { name: 'Tomato: Ana' })).toBeVisible()
    await choose(ana, 'Cal', 'Mute')
    await expect(cal.page.getByRole('region', { name: '3 people here' })).toContainText('Muted')
    await choose(ana, 'Cal', 'Let speak again')
  })

  await test.step('the room wears another theme', async () => {
    await button(ana.page, 'Settings').click()
    await ana.page
      .getByRole('dialog', { name: 'Settings' })
      .getByRole('radio', { name: 'Forest' })
      .check({ force: true })
    await button(ana.page, 'Save').click()
    await expect(ana.page.getByRole('dialog')).toHaveCount(0)
    for (const page of everybody)
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'forest')
  })

  await test.step('Cal looks at it in a theme of his own', async () => {
    await cal.page.keyboard.press('Escape')
    await cal.page.keyboard.press(',')
    const settings = cal.page.getByRole('dialog', { name: 'Your settings' })
    await settings.getByRole('tab', { name: 'Look' }).click()
    await settings.getByRole('radio', { name: 'Midnight' }).check({ force: true })
    await cal.page.keyboard.press('Escape')
    await expect(settings).toHaveCount(0)
    await expect(cal.page.locator('html')).toHaveAttribute('data-theme', 'midnight')
    await expect(bea.page.locator('html')).toHaveAttribute('data-theme', 'forest')
  })

  await test.step('they say what the first round is for', async () => {
    const shared = (await openTasks(ana, 'Focus')).getByRole('textbox', { name: 'Shared task' })
    await shared.fill('Read together')
    await shared.press('Enter')
    const now = cal.page.getByRole('region', { name: 'What this segment is for' })
    await expect(now.getByText('Read together')).toBeVisible()

    const tasks = await openTasks(cal, 'Focus')
    const mine = tasks.getByRole('textbox', { name: 'Your task' })
    await mine.fill('Chapter 4')
    await mine.press('Enter')
    await now.getByRole('checkbox', { name: 'Chapter 4' }).check()
    await expect(ana.page.getByText('Chapter 4')).toHaveCount(0)

    await button(cal.page, 'Propose a task').click()
    await tasks.getByRole('textbox', { name: 'Propose a task' }).fill('Write together')
    await cal.page.keyboard.press('Enter')
    await button(ana.page, 'Accept: Shared task of Focus').click()
    await expect(now.getByText('Write together')).toBeVisible()
    await button(cal.page, 'Propose a segment').click()
    const form = cal.page.getByRole('form', { name: 'Propose a segment' })
    await form.getByRole('textbox', { name: 'Name' }).fill('Stretch')
    await button(cal.page, 'Propose').click()
    await ana.page.getByRole('button', { name: /^Decline: Add Stretch/ }).click()
    const proposals = queueOf(cal).getByRole('listitem')
    await expect(proposals.filter({ hasText: 'Add Stretch' })).toContainText('Declined')
  })

  await test.step('Ana draws a plan and puts a picture beside it, and Cal sees both', async () => {
    await openBoard(ana)
    await expect(ana.page.getByText('Draw the first line')).toBeVisible()
    await drawBox(ana, [500, 200], [640, 320])
    await expect.poll(async () => (await scene(cal, code)).length).toBe(1)
    await dropFile(ana, png(64, 64), 'image/png', [800, 260])
    const drawn = async () => (await scene(cal, code)).map(({ type }) => type).toSorted()
    await expect.poll(drawn).toEqual(['image', 'rectangle'])
    await button(ana.page, 'Close the board').click()
    await expect(ana.page.getByRole('dialog', { name: 'Board' })).toHaveCount(0)
  })

  await test.step('they focus; a round ends and the break begins for all', async () => {
    await button(ana.page, 'Start').click()
    for (const page of everybody) await expect(phase(page, 'Focus')).toBeVisible()
    await expectSameTime(...everybody)
    await runOut(ana.page, 25, phase(ana.page, 'Short break'))
    for (const page of everybody) await expect(phase(page, 'Short break')).toBeVisible()
    // Its end is heard.
    await expect.poll(() => notesHeard(cal.page)).toBeGreaterThan(0)
  })

  await test.step('Bea loses her network in a tunnel and comes back', async () => {
    await bea.page.context().setOffline(true)
    await expect(bea.page.getByText(/You are offline/).first()).toBeVisible()
    await runOut(ana.page, 5, phase(ana.page, 'Focus'))
    await bea.page.context().setOffline(false)
    await expect(phase(bea.page, 'Focus')).toBeVisible()
    await expect(bea.page.getByText(/You are offline/)).toHaveCount(0)
    await expectSameTime(ana.page, bea.page)
  })

  await test.step('Cal leaves and comes back; Ana hands the room to him and gets it again', async () => {
    await button(cal.page, 'Cal, your menu').click()
    await cal.page.getByRole('menuitem', { name: 'Leave the room' }).click()
    await cal.page.getByRole('dialog').getByRole('button', { name: 'Leave the room' }).click()
    await expect(ana.page.getByRole('region', { name: '2 people here' })).toBeVisible()
    await cal.page.goto(`/room/${code}`)
    await expect(ana.page.getByRole('region', { name: '3 people here' })).toBeVisible()
    await choose(ana, 'Cal', 'Make host')
    await ana.page.getByRole('dialog').getByRole('button', { name: 'Make host' }).click()
    await expect(button(cal.page, 'Pause')).toBeVisible()
    await button(cal.page, 'Pause').click()
    await expect(bea.page.getByText('Paused', { exact: true })).toBeVisible()
    await button(cal.page, 'Resume').click()
    await choose(cal, 'Ana', 'Make host')
    await cal.page.getByRole('dialog').getByRole('button', { name: 'Make host' }).click()
    await expect(button(ana.page, 'Pause')).toBeVisible()
  })

  await test.step('the rest of the queue runs to its end', async () => {
    for (const next of ['Short break', 'Focus', 'Short break', 'Focus', 'Long break']) {
      await button(ana.page, 'Skip to the next').click()
      await expect(phase(ana.page, next)).toBeVisible()
    }
    await runOut(ana.page, 15, phase(ana.page, 'All done'))
    for (const page of everybody) await expect(phase(page, 'All done')).toBeVisible()
  })

  await test.step('Cal is shown out', async () => {
    await choose(ana, 'Cal', 'Remove')
    await ana.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await expect(phase(cal.page, 'You were asked to leave')).toBeVisible()
  })

  await test.step('the history has every round', async () => {
    const history = await ana.page.context().newPage()
    await history.goto(`/room/${code}/history`)
    await expect(history.getByRole('heading', { level: 1, name: 'History' })).toBeVisible()
    await expect(history.getByRole('listitem').filter({ hasText: 'finished' })).toHaveCount(3)
    await expect(history.getByRole('listitem').filter({ hasText: 'skipped' })).toHaveCount(5)
    await history.close()
  })

  await test.step('the room ends, by mistake first', async () => {
    await button(ana.page, 'Settings').click()
    await button(ana.page, 'End room').click()
    const asking = ana.page.getByRole('dialog', { name: 'End the room?' })
    await asking.getByRole('button', { name: 'End room' }).click()
    await expect(phase(bea.page, 'The host ended this room')).toBeVisible()
    await ana.page.getByRole('button', { name: /Open it again/ }).click()
    for (const page of [ana.page, bea.page]) await expect(phase(page, 'All done')).toBeVisible()
  })

  await test.step('tomorrow the room is one click away', async () => {
    await bea.page.goto('/')
    const yours = bea.page.getByRole('region', { name: 'Your rooms' })
    await yours.getByRole('link', { name: 'Library' }).click()
    await expect(phase(bea.page, 'All done')).toBeVisible()
  })
})
