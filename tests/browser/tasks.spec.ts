import { expect, test } from './fixtures.ts'
import { button, enterRoom, openRoom, openTasks, queueOf } from './room.ts'

// PRODUCT 1.7: what people plan for a segment, and what guests propose.

test('a private task is mine alone, and there after a reload and an edit of the queue', async ({
  person,
}) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  await enterRoom(bea, await openRoom(ana))
  const tasks = await openTasks(bea, 'Focus')
  const mine = tasks.getByRole('textbox', { name: 'Your task' })
  await mine.fill('Chapter 4')
  await mine.press('Enter')
  await expect(tasks.getByText('Saved')).toBeVisible()
  const now = bea.page.getByRole('region', { name: 'What this segment is for' })
  await now.getByRole('checkbox', { name: 'Chapter 4' }).check()

  await ana.page
    .getByRole('button', { name: /^Focus/ })
    .and(ana.page.getByTitle('Edit or start this segment'))
    .first()
    .click()
  await ana.page.getByRole('textbox', { name: 'Name' }).fill('Deep work')
  await button(ana.page, 'Save').click()
  await expect(queueOf(bea).getByText('Deep work')).toBeVisible()
  await expect(now.getByRole('checkbox', { name: 'Chapter 4' })).toBeChecked()
  await expect(ana.page.getByText('Chapter 4')).toHaveCount(0)

  await bea.page.reload()
  await expect(now.getByRole('checkbox', { name: 'Chapter 4' })).toBeChecked()
  const again = await openTasks(bea, 'Deep work')
  await again.getByRole('button', { name: 'Clear “Chapter 4”' }).click()
  await expect(now.getByRole('checkbox')).toHaveCount(0)
})

test('the host sets the task of all; a guest proposes, and hears what became of it', async ({
  person,
}) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  await enterRoom(bea, await openRoom(ana))
  const hosts = await openTasks(ana, 'Focus')
  const shared = hosts.getByRole('textbox', { name: 'Shared task' })
  await shared.fill('Read together')
  await shared.press('Enter')
  const now = bea.page.getByRole('region', { name: 'What this segment is for' })
  await expect(now.getByText('Read together')).toBeVisible()

  const guests = await openTasks(bea, 'Focus')
  await expect(guests.getByRole('checkbox', { name: 'Read together' })).toBeDisabled()
  await button(bea.page, 'Propose a task').click()
  await guests.getByRole('textbox', { name: 'Propose a task' }).fill('Write together')
  await bea.page.keyboard.press('Enter')
  await expect(guests.getByText('Waiting')).toBeVisible()
  await expect(ana.page.getByText('1 proposal waits')).toBeAttached()
  await button(ana.page, 'Accept: Shared task of Focus').click()
  await expect(now.getByText('Write together')).toBeVisible()
  await expect(bea.page.getByText('Your proposal was accepted.').first()).toBeAttached()

  await button(bea.page, 'Propose a segment').click()
  const form = bea.page.getByRole('form', { name: 'Propose a segment' })
  await form.getByRole('textbox', { name: 'Name' }).fill('Stretch')
  await form.getByRole('spinbutton', { name: 'Minutes' }).fill('7')
  await button(bea.page, 'Propose').click()
  await button(ana.page, 'Decline: Add Stretch, 7 min').click()
  await expect(ana.page.getByText('Nothing waits for you.')).toBeVisible()
  const list = queueOf(bea).getByRole('listitem')
  await expect(list.filter({ hasText: 'Add Stretch, 7 min' })).toContainText('Declined')

  await button(bea.page, 'Propose a change').click()
  const change = bea.page.getByRole('form', { name: 'Propose a change' })
  await change.getByRole('spinbutton', { name: 'Minutes' }).fill('40')
  await button(bea.page, 'Propose').click()
  await expect(ana.page.getByText('25 min', { exact: true })).toBeVisible()
  await button(ana.page, 'Accept: Change Focus').click()
  await expect(bea.page.getByRole('timer')).toHaveText('40:00')
  await expect(now.getByText('Write together')).toBeVisible()
})
