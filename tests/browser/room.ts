/** What people do in a room, by the names they see. */
import { type Locator, type Page, expect } from '@playwright/test'
import type { Person } from './fixtures.ts'

export type Template = 'Classic' | '50/10' | 'Sprint' | 'Empty'

/** Opens a room as its host; returns its code. */
export async function openRoom(
  { page, name }: Person,
  { template = 'Classic', roomName }: { template?: Template; roomName?: string } = {},
): Promise<string> {
  await page.goto('/create')
  await page.getByLabel('Your name').fill(name)
  if (roomName) await page.getByLabel('Room name').fill(roomName)
  await page.getByRole('radio', { name: template }).check({ force: true })
  await page.getByRole('button', { name: 'Open the room' }).click()
  await page.waitForURL(/\/room\/pomo-/)
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Room' })).toBeVisible()
  return /pomo-\w{6}/.exec(page.url())?.[0] ?? ''
}

/** Follows the invite link. */
export async function enterRoom({ page, name }: Person, code: string): Promise<void> {
  await page.goto(`/room/${code}`)
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Join the room' }).click()
  await expect(page.getByRole('navigation', { name: 'Room' })).toBeVisible()
}

export const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true })

/** Seconds on the clock, as everybody reads them. */
export async function secondsLeft(page: Page): Promise<number> {
  const [minutes = 0, seconds = 0] = (await page.getByRole('timer').innerText())
    .split(':')
    .map(Number)
  return minutes * 60 + seconds
}

/** All clocks show the same time, give or take a second. */
export async function expectSameTime(...pages: Page[]): Promise<void> {
  const times = await Promise.all(pages.map(secondsLeft))
  const spread = Math.max(...times) - Math.min(...times)
  expect(spread, `clocks show ${times.join(', ')}`).toBeLessThanOrEqual(1)
}

/** The clock runs: it shows less than it did. */
export async function expectRunning(page: Page): Promise<void> {
  const before = await secondsLeft(page)
  await expect.poll(() => secondsLeft(page)).toBeLessThan(before)
}

/** The clock stands still for more than a second. */
export async function expectStanding(page: Page): Promise<void> {
  const before = await secondsLeft(page)
  const since = await page.evaluate(() => performance.now())
  await page.waitForFunction((start) => performance.now() - start > 1600, since)
  expect(await secondsLeft(page)).toBe(before)
}

/** What the queue lists, from top to bottom. */
export async function queueLabels(page: Page): Promise<string[]> {
  const moves = page
    .getByRole('complementary', { name: 'Queue' })
    .getByRole('button', { name: /^Move / })
  return (
    await moves.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
  ).map((label) => label.replace(/^Move /, ''))
}

export const queueOf = ({ page }: Person): Locator =>
  page.getByRole('complementary', { name: 'Queue' })
/** Opens the tasks of the first segment of that name. */
export async function openTasks(person: Person, label: string): Promise<Locator> {
  const queue = queueOf(person)
  await queue
    .getByRole('button', { name: `Tasks of ${label}` })
    .first()
    .click()
  return queue.getByRole('group', { name: `Tasks of ${label}` })
}
