import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, test, type Person } from './fixtures.ts'
import { button, enterRoom, openRoom } from './room.ts'

test.describe.configure({ mode: 'parallel' })

// axe on every page and dialog, in every theme, at both widths; and no page may scroll sideways.
const sizes = [
  { name: '1440', viewport: { width: 1440, height: 900 }, isPhone: false },
  { name: '390', viewport: { width: 390, height: 844 }, isPhone: true },
]

for (const { name, viewport, isPhone } of sizes) {
  const context = { viewport, screen: viewport, hasTouch: isPhone, isMobile: isPhone }

  test.describe(`at ${name} pixels`, () => {
    test('pages outside a room', async ({ person }) => {
      const { page } = await person({ context })
      await page.goto('/')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectAccessible(page, 'the start page')
      await page.goto('/create')
      await expect(page.getByLabel('Your name')).toBeVisible()
      await expectAccessible(page, 'create')
      await page.getByRole('button', { name: 'Open the room' }).click()
      await expectAccessible(page, 'create, with an error')
      await page.goto('/join')
      await expect(page.getByLabel('Room code')).toBeVisible()
      await expectAccessible(page, 'join')
      await page.goto('/report')
      await button(page, 'Send report').click()
      await expect(page.getByText('Please tell us what happened.')).toBeVisible()
      await expectAccessible(page, 'reporting a problem, with an error')
      await page.goto('/solo')
      await expect(button(page, 'Pause')).toBeVisible()
      await expectAccessible(page, 'a sitting alone')
      await page.goto('/nowhere')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectAccessible(page, 'not found')
      await page.goto('/room/pomo-ZZZZZZ')
      await expect(page.getByRole('heading', { name: 'No room here' })).toBeVisible()
      await expectAccessible(page, 'an unknown room')
    })

    test('the room of a host', async ({ person }) => {
      const ana = await person({ name: 'Ana', context })
      await openRoom(ana)
      await expectAccessible(ana.page, 'the idle room')
      await button(ana.page, 'Start').click()
      await expect(button(ana.page, 'Pause')).toBeVisible()
      await expectAccessible(ana.page, 'the running room')
      await button(ana.page, 'Skip to the next').click()
      await expect(ana.page.getByRole('heading', { name: 'Short break' })).toBeVisible()
      await button(ana.page, 'Pause').click()
      await expect(button(ana.page, 'Resume')).toBeVisible()
      await expectAccessible(ana.page, 'the paused room')
      await button(ana.page, 'Add or take off minutes').click()
      await expectAccessible(ana.page, 'adding minutes')
    })

    test('the rooms of guests and of nobody', async ({ person }) => {
      const ana = await person({ name: 'Ana', context })
      const code = await openRoom(ana, { template: 'Empty' })
      await expectAccessible(ana.page, 'the empty room')
      const bea = await person({ name: 'Bea', context })
      await bea.page.goto(`/room/${code}`)
      await expect(bea.page.getByLabel('Your name')).toBeVisible()
      await expectAccessible(bea.page, 'the door')
      await enterRoom(bea, code)
      await expectAccessible(bea.page, 'the room of a guest')
      await openMemberMenu(ana)
      await expectAccessible(ana.page, 'the menu of a member')
      await ana.page.getByRole('menuitem', { name: 'Remove' }).click()
      await expectAccessible(ana.page, 'asking before removing')
      await ana.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
      await expect(bea.page.getByRole('heading', { name: 'You were asked to leave' })).toBeVisible()
      await expectAccessible(bea.page, 'being removed')
    })

    test('the history of a room, its end, and the rooms one has been in', async ({ person }) => {
      const { page } = await person({ name: 'Ana', context })
      const code = await openRoom({ name: 'Ana', page })
      await button(page, 'Start').click()
      await expect(button(page, 'Pause')).toBeVisible()
      await page.goto(`/room/${code}/history`)
      await page.getByText('The chart in numbers').click()
      await expect(page.getByRole('table')).toBeVisible()
      await expectAccessible(page, 'the history page')
      await page.goto('/')
      await expect(page.getByRole('region', { name: 'Your rooms' })).toContainText('left')
      await expectAccessible(page, 'the start page with rooms')
      await page.goto(`/room/${code}`)
      await button(page, 'Settings').click()
      await button(page, 'End room').click()
      await expectAccessible(page, 'asking before the end')
    })

    test('every dialog', async ({ person }) => {
      const ana = await person({ name: 'Ana', context })
      const { page } = ana
      await openRoom(ana)
      await button(page, 'Start').click()
      await expect(button(page, 'Pause')).toBeVisible()
      const dialogs: [opener: () => Promise<void>, title: string][] = [
        [() => button(page, 'Invite').first().click(), 'Bring somebody in'],
        [() => button(page, 'Settings').click(), 'Settings'],
        [() => button(page, 'History').click(), 'History'],
        [() => page.getByRole('button', { name: /Leave the room$/ }).click(), 'Leave the room?'],
        [() => chooseFromMenu(page, 'Keyboard'), 'Keyboard'],
        [() => chooseFromMenu(page, 'Report a problem'), 'Report a problem'],
        [() => button(page, 'Focus view').click(), 'Focus view: only the ring'],
      ]
      if (isPhone) dialogs.push([() => button(page, 'Queue').click(), 'Queue'])
      for (const [open, title] of dialogs) {
        await open()
        await expect(page.getByRole('dialog', { name: title })).toBeVisible()
        await expectAccessible(page, `the dialog ${title}`)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toHaveCount(0)
      }
    })

    test('settings, segments and templates', async ({ person }) => {
      const ana = await person({ name: 'Ana', context })
      const { page } = ana
      await openRoom(ana)
      await chooseFromMenu(page, 'Your settings')
      for (const tab of ['Alerts', 'Look', 'Times', 'Name']) {
        await page.getByRole('tab', { name: tab }).click()
        await expectAccessible(page, `your settings, ${tab}`)
      }
      await page.keyboard.press('Escape')
      if (isPhone) await button(page, 'Queue').click()
      await page.getByTitle('Edit or start this segment').nth(1).click()
      await expectAccessible(page, 'editing a segment')
      await page.keyboard.press('Escape')
      await button(page, 'Use a template').click()
      await expect(page.getByRole('dialog', { name: 'Start from a template' })).toBeVisible()
      await expectAccessible(page, 'choosing a template')
      await page.keyboard.press('Escape')
      if (isPhone) await page.keyboard.press('Escape')
      await button(page, 'Theme and language').click()
      await expectAccessible(page, 'choosing a theme')
    })
  })
}

async function openMemberMenu({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: /Bea.*Open the menu/s }).click()
  await expect(page.getByRole('menuitem', { name: 'Remove' })).toBeVisible()
}

async function chooseFromMenu(page: Page, item: string): Promise<void> {
  await button(page, 'Ana, your menu').click()
  await page.getByRole('menuitem', { name: item }).click()
}
