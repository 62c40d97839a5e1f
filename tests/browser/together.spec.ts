import { expect, test, addressOf } from './fixtures.ts'
import {
  button,
  enterRoom,
  expectRunning,
  expectSameTime,
  expectStanding,
  openRoom,
  queueLabels,
  secondsLeft,
} from './room.ts'
import { Server, temporaryDirectory } from '../lib/server.ts'

// Two browsers in one room.

test('two people see one timer: start, pause, resume, skip', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  const code = await openRoom(ana, { template: 'Classic', roomName: 'Thesis club' })
  await enterRoom(bea, code)
  await expect(ana.page.getByText('Bea', { exact: true })).toBeVisible()
  await expect(bea.page.getByRole('heading', { name: 'Thesis club' })).toBeAttached()
  await expect(ana.page.getByRole('timer')).toHaveText('25:00')
  await expect(bea.page.getByRole('timer')).toHaveText('25:00')
  await expect(bea.page.getByRole('group', { name: 'Timer' })).toHaveCount(0)
  await expect(button(bea.page, 'Start')).toHaveCount(0)

  await button(ana.page, 'Start').click()
  await expectRunning(bea.page)
  await expectSameTime(ana.page, bea.page)
  await expect(bea.page).toHaveTitle(/^24:\d\d Focus · Thesis club/)

  await button(ana.page, 'Pause').click()
  await expect(bea.page.getByText('Paused', { exact: true })).toBeVisible()
  await expectStanding(bea.page)
  await expectSameTime(ana.page, bea.page)
  const paused = await secondsLeft(bea.page)

  await button(ana.page, 'Resume').click()
  await expectRunning(bea.page)
  expect(await secondsLeft(bea.page)).toBeGreaterThan(paused - 10)
  await expectSameTime(ana.page, bea.page)

  await button(ana.page, 'Skip to the next').click()
  await expect(bea.page.getByRole('heading', { name: 'Short break', exact: true })).toBeVisible()
  await expect.poll(() => secondsLeft(bea.page)).toBeLessThanOrEqual(300)
  await expectRunning(bea.page)
  await expectSameTime(ana.page, bea.page)
})

test('minutes are added and taken for both', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  await enterRoom(bea, await openRoom(ana))
  await button(ana.page, 'Start').click()
  await button(ana.page, 'Add or take off minutes').click()
  await button(ana.page, '5 minutes more').click()
  await expect.poll(() => secondsLeft(bea.page)).toBeGreaterThan(1700)
  await button(ana.page, '5 minutes less').click()
  await button(ana.page, '5 minutes less').click()
  await expect.poll(() => secondsLeft(bea.page)).toBeLessThan(1201)
  await expectSameTime(ana.page, bea.page)
})

test('an edit of the queue reaches the other, by mouse and by keyboard', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  await enterRoom(bea, await openRoom(ana, { template: 'Empty' }))
  const queue = bea.page.getByRole('complementary', { name: 'Queue' })
  const add = ana.page.getByRole('group', { name: 'Add to the queue' })
  await add.getByRole('button', { name: 'Focus' }).click()
  await add.getByRole('button', { name: 'Break', exact: true }).click()
  await add.getByRole('button', { name: 'Custom' }).click()
  await expect(queue.getByText('Custom')).toBeVisible()
  await expect(bea.page.getByRole('timer')).toHaveText('25:00')

  await ana.page
    .getByRole('button', { name: /^Focus/ })
    .and(ana.page.getByTitle('Edit or start this segment'))
    .click()
  const editor = ana.page.getByRole('form', { name: 'Edit Focus' })
  await editor.getByLabel('Name').fill('Chapter three')
  await editor.getByLabel('Minutes').fill('45')
  await editor.getByRole('button', { name: 'Save' }).click()
  await expect(queue.getByText('Chapter three')).toBeVisible()
  await expect(bea.page.getByRole('timer')).toHaveText('45:00')

  expect(await queueLabels(ana.page)).toEqual(['Chapter three', 'Short break', 'Custom'])
  const handle = button(ana.page, 'Move Chapter three')
  await handle.focus()
  await expect(handle).toHaveAttribute('aria-roledescription', 'sortable')
  await expect(handle).toBeFocused()
  await ana.page.keyboard.press('Space')
  await expect(
    ana.page.getByText(/Lifted Chapter three|Chapter three is over place 1/),
  ).toBeAttached()
  await ana.page.keyboard.press('ArrowDown')
  await expect(ana.page.getByText(/Chapter three is over place 2 of 3/)).toBeAttached()
  await ana.page.keyboard.press('Space')
  await expect.poll(() => queueLabels(ana.page)).toEqual(['Short break', 'Chapter three', 'Custom'])
  await expect
    .poll(() => queue.getByRole('listitem').allInnerTexts())
    .toEqual([
      expect.stringContaining('Short break'),
      expect.stringContaining('Chapter three'),
      expect.stringContaining('Custom'),
    ])

  await ana.page.getByRole('listitem').filter({ hasText: 'Custom' }).hover()
  await button(ana.page, 'Remove Custom').click()
  await expect(queue.getByText('Custom')).toHaveCount(0)
  await button(ana.page, 'Undo').click()
  await expect(queue.getByText('Custom')).toBeVisible()
})

test('a reload changes nothing', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  await enterRoom(bea, await openRoom(ana))
  await button(ana.page, 'Start').click()
  await expectRunning(bea.page)
  await bea.page.reload()
  await expect(bea.page.getByRole('timer')).toBeVisible()
  await expectSameTime(ana.page, bea.page)
  await ana.page.reload()
  await expect(button(ana.page, 'Pause')).toBeVisible()
  await expectSameTime(ana.page, bea.page)
  await button(ana.page, 'Pause').click()
  await expect(bea.page.getByText('Paused', { exact: true })).toBeVisible()
})

test('a clock two hours wrong shows the true time, either way (R2)', async ({ person }) => {
  const hours = 3_600_000
  const ana = await person({ name: 'Ana' })
  const early = await person({ name: 'Early', clockAheadMs: -2 * hours })
  const late = await person({ name: 'Late', clockAheadMs: 2 * hours })
  const code = await openRoom(ana)
  await enterRoom(early, code)
  await button(ana.page, 'Start').click()
  await enterRoom(late, code)
  for (const { page } of [early, late]) {
    await expectRunning(page)
    await expectSameTime(ana.page, page)
  }
  await button(ana.page, 'Pause').click()
  await expect(late.page.getByText('Paused', { exact: true })).toBeVisible()
  await expectSameTime(ana.page, early.page, late.page)
})

test('a host whose clock is two hours wrong runs the room for all (R2)', async ({ person }) => {
  const ana = await person({ name: 'Ana', clockAheadMs: 7_200_000 })
  const bea = await person({ name: 'Bea' })
  await enterRoom(bea, await openRoom(ana))
  await button(ana.page, 'Start').click()
  await expectRunning(bea.page)
  expect(await secondsLeft(ana.page)).toBeGreaterThan(1480)
  await expectSameTime(ana.page, bea.page)
})

test('without network the clock goes on; with it everything missed is there', async ({
  person,
}) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  await enterRoom(bea, await openRoom(ana))
  await button(ana.page, 'Start').click()
  await expectRunning(bea.page)
  await bea.page.context().setOffline(true)
  await expect(bea.page.getByText(/You are offline/).first()).toBeVisible()
  await expectRunning(bea.page)
  await button(ana.page, 'Skip to the next').click()
  await button(ana.page, 'Pause').click()
  await bea.page.context().setOffline(false)
  await expect(bea.page.getByText('Paused', { exact: true })).toBeVisible()
  await expect(bea.page.getByText(/You are offline/)).toHaveCount(0)
  await expectSameTime(ana.page, bea.page)
  await button(ana.page, 'Resume').click()
  await expectRunning(bea.page)
})

test('a tab that was frozen is right when it wakes (R2)', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  await enterRoom(bea, await openRoom(ana))
  await button(ana.page, 'Start').click()
  await expectRunning(bea.page)
  const devtools = await bea.page.context().newCDPSession(bea.page)
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
  await button(ana.page, 'Skip to the next').click()
  await expect.poll(() => secondsLeft(ana.page)).toBeLessThan(297)
  await devtools.send('Page.setWebLifecycleState', { state: 'active' })
  await expect(bea.page.getByRole('heading', { name: 'Short break', exact: true })).toBeVisible()
  await expectSameTime(ana.page, bea.page)
})

test('when the host goes, the next takes over and can control (R9)', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  const code = await openRoom(ana)
  await enterRoom(bea, code)
  await button(ana.page, 'Start').click()
  await expectRunning(bea.page)
  await ana.page.close()
  await expect(button(bea.page, 'Pause')).toBeVisible()
  await expect(bea.page.getByText(/You are the host now/).first()).toBeAttached()
  await button(bea.page, 'Pause').click()
  await expect(button(bea.page, 'Resume')).toBeVisible()
})

test('leaving by the menu hands the room on; its creator gets it back (R9)', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  const code = await openRoom(ana)
  await enterRoom(bea, code)
  await button(ana.page, 'pomopomo Leave the room').click()
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Leave the room' }).click()
  await expect(ana.page).toHaveURL(/\/$/)
  await expect(button(bea.page, 'Start')).toBeVisible()
  await ana.page.goto(`/room/${code}`)
  await expect(button(ana.page, 'Start')).toBeVisible()
  await expect(button(bea.page, 'Start')).toHaveCount(0)
})

test('handing over and removing work from the menu of a member', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  await enterRoom(bea, await openRoom(ana))
  await ana.page.getByRole('button', { name: /Bea.*Open the menu/s }).click()
  await ana.page.getByRole('menuitem', { name: 'Make host' }).click()
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Make host' }).click()
  await expect(button(bea.page, 'Start')).toBeVisible()
  await expect(button(ana.page, 'Start')).toHaveCount(0)
  await bea.page.getByRole('button', { name: /Ana.*Open the menu/s }).click()
  await bea.page.getByRole('menuitem', { name: 'Remove' }).click()
  await bea.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(ana.page.getByRole('heading', { name: 'You were asked to leave' })).toBeVisible()
})

test('a killed server comes back, and the room with it', async ({ person }) => {
  const data = temporaryDirectory()
  let server = await Server.start({ dataDir: data.path })
  const context = { baseURL: addressOf(server) }
  const ana = await person({ name: 'Ana', context })
  const bea = await person({ name: 'Bea', context })
  await enterRoom(bea, await openRoom(ana))
  await button(ana.page, 'Start').click()
  await expectRunning(bea.page)
  await server.kill()
  await expect(bea.page.getByText(/Connection lost/)).toBeVisible()
  await expectRunning(bea.page)
  server = await Server.start({ dataDir: data.path, listen: new URL(server.url).host })
  await expect(bea.page.getByText(/Connection lost/)).toHaveCount(0)
  await expect(ana.page.getByText(/Connection lost/)).toHaveCount(0)
  await expectSameTime(ana.page, bea.page)
  await button(ana.page, 'Pause').click()
  await expect(bea.page.getByText('Paused', { exact: true })).toBeVisible()
  await ana.page.context().close()
  await bea.page.context().close()
  await server.stop()
  data.remove()
})

test('one tab too many waits until another is closed', async ({ person }) => {
  const server = await Server.start({ flags: ['--max-sockets-per-person', '1'] })
  const ana = await person({ name: 'Ana', context: { baseURL: addressOf(server) } })
  await openRoom(ana)
  const second = await ana.page.context().newPage()
  await second.goto(ana.page.url())
  await expect(second.getByRole('heading', { name: 'Too many tabs' })).toBeVisible()
  await ana.page.close()
  await expect(button(second, 'Start')).toBeVisible()
  await server.stop()
})
