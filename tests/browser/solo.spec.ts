import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { button, enterRoom, expectRunning, secondsLeft } from './room.ts'

// One person, one click, no name (F12): a room of one that goes on without the server.
test.describe.configure({ mode: 'parallel' })

/** The code of the room on the server, once there is one. */
async function roomCode(page: Page): Promise<string> {
  const read = () => JSON.parse(localStorage.getItem('pomopomo.solo') ?? 'null')?.code as string
  await expect.poll(() => page.evaluate(read)).toMatch(/^pomo-/)
  return page.evaluate(read)
}

test('one click and it runs; a friend can be asked in', async ({ person, url }) => {
  const ana = await person()
  const { page } = ana
  await page.goto('/')
  await page.getByRole('link', { name: 'Focus alone' }).click()
  await expect(button(page, 'Pause')).toBeVisible()
  await expectRunning(page)
  const code = await roomCode(page)
  const room = () => page.request.get(`${url}/api/rooms/${code}`).then((answer) => answer.json())
  await expect.poll(async () => (await room()).timer.status).toBe('running')

  await button(page, 'Skip to the next').click()
  await expect(page.getByRole('heading', { name: 'Short break' })).toBeVisible()
  await expect.poll(async () => (await room()).timer.index).toBe(1)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Short break' })).toBeVisible()
  expect(await roomCode(page)).toBe(code)

  await page.getByRole('button', { name: 'Invite a friend' }).click()
  await page.waitForURL(`**/room/${code}`)
  await expect(page.getByRole('heading', { name: 'Short break' })).toBeVisible()
  const bea = await person({ name: 'Bea' })
  await enterRoom(bea, code)
  await expect(bea.page.getByRole('heading', { name: 'Short break' })).toBeVisible()
})

test('begun without any network it runs, ends its rounds and survives a reload', async ({
  person,
}) => {
  const { page } = await person({ context: { serviceWorkers: 'allow' } })
  await page.clock.install()
  await page.goto('/')
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  await page.context().setOffline(true)
  await page.goto('/solo')
  await expect(button(page, 'Pause')).toBeVisible()
  await page.clock.fastForward('26:00')
  await expect(page.getByRole('heading', { name: 'Short break' })).toBeVisible()
  await expectRunning(page)
  await button(page, 'Pause').click()
  const left = await secondsLeft(page)
  expect(left).toBeLessThan(5 * 60)
  await page.reload()
  await expect(button(page, 'Resume')).toBeVisible()
  expect(await secondsLeft(page)).toBe(left)
  await button(page, 'Resume').click()
  await button(page, 'Skip to the next').click()
  await expect(page.getByRole('heading', { name: 'Focus', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Invite a friend' }).click()
  await expect(page.getByText(/Inviting needs the network/).first()).toBeVisible()
})

test('back with the server it is where we are, and says what does not count', async ({
  person,
  url,
}) => {
  const { page } = await person()
  await page.clock.install()
  await page.goto('/solo')
  const code = await roomCode(page)
  const timer = async () =>
    (await (await page.request.get(`${url}/api/rooms/${code}`)).json()).timer
  await expect.poll(async () => (await timer()).status).toBe('running')
  await page.context().setOffline(true)
  await expect(page.getByText(/You are offline/).first()).toBeVisible()
  await page.clock.fastForward('28:00')
  await expect(page.getByRole('heading', { name: 'Short break' })).toBeVisible()
  await button(page, 'Pause').click()
  await expect(button(page, 'Resume')).toBeVisible()
  const left = await secondsLeft(page)
  await page.context().setOffline(false)
  await expect(page.getByText(/2[45] min offline are shown, not credited/)).toBeVisible()
  await expect.poll(async () => (await timer()).index).toBe(1)
  await expect.poll(async () => (await timer()).status).toBe('paused')
  expect(Math.abs((await timer()).remainingMs / 1000 - left)).toBeLessThanOrEqual(4)
  await expect(button(page, 'Resume')).toBeVisible()
  await button(page, 'Got it').click()
  await expect(page.getByText(/not credited/)).toHaveCount(0)
})
