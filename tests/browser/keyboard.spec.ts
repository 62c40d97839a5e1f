import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { button, enterRoom, openRoom } from './room.ts'

// Everything without a pointer (Q1): each dialog and menu is reached by Tab, takes the focus, keeps it, and gives it back.
test.describe.configure({ mode: 'parallel' })

/** Goes there by Tab alone, from wherever the focus is. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let steps = 0; steps < 150; ++steps) {
    if (await target.evaluate((one) => one === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${target}`)
}

/** Where the focus is: in there, nowhere (the browser's own bar), or on what should be out of reach. */
const focusIs = (inside: Locator): Promise<string> =>
  inside.evaluate((area) => {
    const focused = document.activeElement
    if (area.contains(focused)) return 'inside'
    return focused === document.body ? 'nowhere' : `on ${focused?.outerHTML}`
  })

/** Tab goes round in there, over its first and last control in both ways. */
async function expectToKeepFocus(page: Page, inside: Locator, where: string): Promise<void> {
  await expect.poll(() => focusIs(inside), where).toBe('inside')
  for (const key of [...Array<string>(3).fill('Shift+Tab'), ...Array<string>(5).fill('Tab')]) {
    await page.keyboard.press(key)
    expect(await focusIs(inside), `${where}, after ${key}`).toMatch(/^(inside|nowhere)$/)
  }
}

async function expectToGiveBack(page: Page, opened: Locator, opener: Locator): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(opened).toBeHidden()
  await expect(opener).toBeFocused()
}

/** To a dialog and back, without a pointer. */
async function walk(page: Page, opener: Locator, title: string): Promise<void> {
  await tabTo(page, opener)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: title })
  await expect(dialog).toBeVisible()
  await expectToKeepFocus(page, dialog, title)
  await expectToGiveBack(page, dialog, opener)
}

test('every dialog of a room opens, keeps the focus and gives it back', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const { page } = ana
  await openRoom(ana)
  for (const [opener, title] of [
    [page.getByRole('button', { name: /Leave the room$/ }), 'Leave the room?'],
    [button(page, 'Invite').first(), 'Bring somebody in'],
    [button(page, 'Focus view'), 'Focus view: only the ring'],
    [button(page, 'Use a template'), 'Start from a template'],
    [button(page, 'History'), 'History'],
    [button(page, 'Settings'), 'Settings'],
  ] as const) {
    await walk(page, opener, title)
  }
  // What stands beside the timer elsewhere.
  await page.setViewportSize({ width: 640, height: 512 })
  for (const name of ['Chat', 'Queue']) await walk(page, button(page, name), name)
})

test('what the menu of a person opens gives the focus back to it', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const { page } = ana
  await openRoom(ana)
  const opener = button(page, 'Ana, your menu')
  const menu = page.getByRole('menu')
  await tabTo(page, opener)
  for (const [item, title] of [
    ['Your settings', 'Your settings'],
    ['Keyboard', 'Keyboard'],
    ['Report a problem', 'Report a problem'],
  ] as const) {
    await page.keyboard.press('Enter')
    await expect(menu.getByRole('menuitem').first()).toBeFocused()
    const entry = menu.getByRole('menuitem', { name: item, exact: true })
    while (!(await entry.evaluate((one) => one === document.activeElement))) {
      await page.keyboard.press('ArrowDown')
    }
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: title })
    await expect(dialog).toBeVisible()
    await expectToKeepFocus(page, dialog, title)
    await expectToGiveBack(page, dialog, opener)
  }
})

test('menus and panels take the focus, let go of it, and end with Escape', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  const { page } = ana
  await enterRoom(bea, await openRoom(ana))
  const member = page.getByRole('button', { name: /Bea.*Open the menu/s })
  const menu = page.getByRole('menu')
  for (const opener of [member, button(page, 'Ana, your menu')]) {
    await tabTo(page, opener)
    await page.keyboard.press('Enter')
    await expect(menu.getByRole('menuitem').first()).toBeFocused()
    await page.keyboard.press('End')
    await expect(menu.getByRole('menuitem').last()).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(menu.getByRole('menuitem').first()).toBeFocused()
    await expectToGiveBack(page, menu, opener)
    await page.keyboard.press('Enter')
    await expect(menu).toBeVisible()
    await page.keyboard.press('Tab')
    await expect(menu, 'a menu that was left').toBeHidden()
  }
  await tabTo(page, member)
  await page.keyboard.press('Enter')
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('End')
  const last = menu.getByRole('menuitem').last()
  await expect(last).toBeFocused()
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog')
  await expectToKeepFocus(page, question, 'a question about a member')
  await expectToGiveBack(page, question, member)

  const edit = page.getByTitle('Edit or start this segment').nth(1)
  await tabTo(page, edit)
  await page.keyboard.press('Enter')
  const form = page.getByRole('form', { name: /^Edit / })
  await expect.poll(() => focusIs(form)).toBe('inside')
  await expectToGiveBack(page, form, edit)
  const look = button(page, 'Theme and language')
  await tabTo(page, look)
  await page.keyboard.press('Enter')
  const panel = page.getByRole('group', { name: 'Theme and language' })
  await expect(panel.getByRole('radio').first()).toBeVisible()
  await page.keyboard.press('Tab')
  expect(await focusIs(panel)).toBe('inside')
  await expectToGiveBack(page, panel, look)
})
