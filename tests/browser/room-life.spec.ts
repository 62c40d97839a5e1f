import type { Locator } from '@playwright/test'
import { expect, test, type Person } from './fixtures.ts'
import { button, enterRoom, expectRunning, openRoom } from './room.ts'

// R9, 1.12: what a host does about people and the room; rooms one comes back to; telling what is wrong.

async function choose({ page }: Person, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${name}.*Open the menu`, 's') }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

const section = (page: Person['page'], name: string): Locator => page.getByRole('region', { name })

test('muting shows on the person, and is taken back', async ({ person }) => {
  const [ana, bea] = [await person({ name: 'Ana' }), await person({ name: 'Bea' })]
  await enterRoom(bea, await openRoom(ana))
  await choose(ana, 'Bea', 'Mute')
  for (const { page } of [ana, bea])
    await expect(section(page, '2 people here')).toContainText('Muted')
  await choose(ana, 'Bea', 'Let speak again')
  for (const { page } of [ana, bea])
    await expect(section(page, '2 people here')).not.toContainText('Muted')
})

test('who is banned stays out until the host lets them in again', async ({ person }) => {
  const [ana, bea] = [await person({ name: 'Ana' }), await person({ name: 'Bea' })]
  const code = await openRoom(ana)
  await enterRoom(bea, code)
  await choose(ana, 'Bea', 'Ban')
  await button(ana.page, 'Ban').click()
  const closed = bea.page.getByRole('heading', { name: 'This room is closed to you' })
  await expect(closed).toBeVisible()
  await expect(section(ana.page, '1 person here')).toBeVisible()
  await bea.page.reload()
  await expect(closed).toBeVisible()

  await button(ana.page, 'Settings').click()
  await button(ana.page, 'Let Bea in again').click()
  await expect(section(ana.page, 'Banned people')).toHaveCount(0)
  await bea.page.reload()
  await expect(bea.page.getByRole('timer')).toBeVisible()
})

test('an ended room is opened again, and everybody is back by themselves', async ({ person }) => {
  const [ana, bea] = [await person({ name: 'Ana' }), await person({ name: 'Bea' })]
  await enterRoom(bea, await openRoom(ana))
  await button(ana.page, 'Start').click()
  await expectRunning(bea.page)
  await button(ana.page, 'Settings').click()
  await button(ana.page, 'End room').click()
  const asking = ana.page.getByRole('dialog', { name: 'End the room?' })
  await asking.getByRole('button', { name: 'End room' }).click()
  await expect(bea.page.getByRole('heading', { name: 'The host ended this room' })).toBeVisible()
  await ana.page.getByRole('button', { name: /Open it again/ }).click()
  await expect(button(ana.page, 'Resume')).toBeVisible()
  await expect(bea.page.getByRole('timer')).toBeVisible()
  await button(ana.page, 'Resume').click()
  await expectRunning(bea.page)
})

test('public rooms stand on the start page, live, and one click leads in', async ({ person }) => {
  const [ana, bea] = [await person({ name: 'Ana' }), await person({ name: 'Bea' })]
  const { page } = bea
  await page.clock.install()
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const open = section(page, 'Open right now')
  await expect(page.getByRole('region', { name: 'Made for sitting down together' })).toBeAttached()
  await expect(open).toHaveCount(0)

  await openRoom(ana, { roomName: 'Library' })
  await button(ana.page, 'Settings').click()
  await ana.page.getByRole('switch', { name: 'Open to everybody' }).click({ force: true })
  await button(ana.page, 'Save').click()
  await expect(ana.page.getByRole('dialog')).toHaveCount(0)
  await page.clock.runFor(11_000)
  await expect(open.getByRole('heading', { name: 'Library' })).toBeVisible()
  await expect(open).toContainText('1 of 20')
  await open.getByRole('link', { name: 'Join Library' }).click()
  await page.getByLabel('Your name').fill('Bea')
  await button(page, 'Join the room').click()
  await expect(section(ana.page, '2 people here')).toBeVisible()
})

test('this browser knows its rooms, keeps favourites first, and forgets', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const { page } = ana
  const first = await openRoom(ana, { roomName: 'First' })
  await button(page, 'Favourite').click()
  await expect(button(page, 'Favourite')).toHaveAttribute('aria-pressed', 'true')
  await openRoom(ana, { roomName: 'Second' })
  await page.goto('/')
  const yours = section(page, 'Your rooms')
  await expect(yours.getByRole('heading', { level: 3 })).toHaveText(['First', 'Second'])
  await expect(yours.getByText(/not running/).first()).toBeVisible()
  await button(page, 'Forget Second').click()
  await expect(yours.getByRole('heading', { level: 3 })).toHaveText(['First'])
  await yours.getByRole('link', { name: 'First' }).click()
  await expect(page).toHaveURL(new RegExp(`/room/${first}$`))
  await page.goto('/')
  await button(page, 'Forget all').click()
  await expect(yours).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(yours).toHaveCount(0)
})

test('the history of a room is a page, with a chart and its numbers', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const { page } = ana
  const code = await openRoom(ana, { roomName: 'Library' })
  await page.goto(`/room/${code}/history`)
  await expect(page.getByText(/Nothing has run here yet/)).toBeVisible()
  await page.getByRole('link', { name: 'To the room' }).click()
  await button(page, 'Start').click()
  await button(page, 'Skip to the next').click()
  await expect(page.getByRole('heading', { name: 'Short break' })).toBeVisible()
  await page.goto(`/room/${code}/history`)
  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible()
  await page.getByText('The chart in numbers').click()
  const table = page.getByRole('table', { name: 'Minutes a day' })
  await expect(table.getByRole('row')).toHaveCount(2)
  await expect(table.getByRole('columnheader')).toHaveText([
    'Day',
    'Focus',
    'Custom',
    'Breaks',
    'Paused',
    'Planned',
  ])
  await expect(table.getByRole('cell').last()).toHaveText('30')

  const bea = await person({ name: 'Bea' })
  await bea.page.goto(`/room/${code}/history`)
  await expect(bea.page.getByText(/Only people who have been in the room/)).toBeVisible()
})

test('a problem is reported from the start page and from a room', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const { page } = ana
  await page.goto('/')
  await page.getByRole('link', { name: 'Report a problem' }).click()
  await button(page, 'Send report').click()
  await expect(page.getByText('Please tell us what happened.')).toBeVisible()
  await page.getByLabel('What happened?').fill('The tomato blinked.')
  await button(page, 'Send report').click()
  await expect(page.getByText('Report sent')).toBeVisible()
  await button(page, 'Send another').click()
  await expect(page.getByLabel('What happened?')).toHaveValue('')

  const code = await openRoom(ana)
  await button(page, 'Ana, your menu').click()
  await page.getByRole('menuitem', { name: 'Report a problem' }).click()
  const dialog = page.getByRole('dialog', { name: 'Report a problem' })
  await expect(dialog.getByText(code, { exact: true })).toBeVisible()
  await dialog.getByLabel('What happened?').fill('The ring stood still.')
  await dialog.getByRole('checkbox', { name: 'Send these facts along' }).uncheck()
  const sent = page.waitForRequest('**/api/reports')
  await button(page, 'Send report').click()
  expect((await sent).postDataJSON()).toEqual({ text: 'The ring stood still.' })
  await expect(dialog.getByText('Report sent')).toBeVisible()
})
