import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, test, type Person } from './fixtures.ts'
import { button, enterRoom, openRoom } from './room.ts'
import { Live } from '../lib/live.ts'
import { Watch } from '../lib/watch.ts'

// Two people talking (M6).

const phone = { width: 390, height: 844 }
const onPhone = { viewport: phone, screen: phone, hasTouch: true, isMobile: true }

const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Write a message' })
const log = (page: Page): Locator => page.getByRole('log')
const chatButton = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'Room' }).getByRole('button', { name: /^Chat/ })

async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text)
  await field(page).press('Enter')
}

/** What is written in the log, from top to bottom, without what still waits. */
async function said(page: Page): Promise<string[]> {
  return page.getByRole('log').getByRole('article', { name: /, \d/ }).locator('p').allInnerTexts()
}

/** Lines 1 to 55 of eleven people, as each may send five in ten seconds: more than are there at first. */
async function fillChat(url: string, code: string): Promise<number> {
  const headers = { 'content-type': 'application/json', 'x-client': 'token' }
  let line = 0
  for (let person = 1; person <= 11; person++) {
    const answer = await fetch(`${url}/api/guests`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ displayName: `Guest ${person}` }),
    })
    const { token } = (await answer.json()) as { token: string }
    const live = await Live.connect(url, new Watch(), { token })
    await live.join(code)
    for (let i = 0; i < 5; i++) {
      await live.send('chat:send', { text: `Line ${++line}`, clientId: `line-${line}` })
    }
    await live.send('room:leave', {})
    live.close()
  }
  return line
}

async function together(person: (options: object) => Promise<Person>): Promise<[Page, Page]> {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  await enterRoom(bea, await openRoom(ana))
  for (const { page } of [ana, bea]) await chatButton(page).click()
  await expect(field(bea.page)).toBeVisible()
  return [ana.page, bea.page]
}

test('two people talk: order, sides, mentions, typing, reactions, deleting', async ({ person }) => {
  const [ana, bea] = await together(person)
  await field(ana).pressSequentially('Hi')
  await expect(bea.getByText('Ana is typing…')).toBeVisible()
  await field(ana).press('Enter')
  await expect(log(bea).getByText('Hi', { exact: true })).toBeVisible()
  await expect(bea.getByText('Ana is typing…')).toHaveCount(0)
  await expect(log(ana).getByRole('article', { name: /^You, / })).toHaveText(/Hi/)

  await field(bea).pressSequentially('@an')
  await bea.getByRole('option', { name: 'Ana' }).click()
  await expect(field(bea)).toHaveValue('@Ana ')
  await field(bea).pressSequentially('see https://example.org')
  await field(bea).press('Enter')
  await expect(log(ana).locator('strong')).toHaveText('@Ana')
  await expect(log(ana).getByRole('link')).toHaveAttribute('rel', 'noopener nofollow ugc')

  await Promise.all([say(ana, 'from Ana'), say(bea, 'from Bea')])
  for (const page of [ana, bea]) await expect.poll(() => said(page)).toHaveLength(4)
  expect(await said(ana)).toEqual(await said(bea))

  const answer = log(ana)
    .getByRole('article', { name: /^Bea, / })
    .first()
  await answer.hover()
  await answer.getByRole('button', { name: /React or more/ }).click()
  await button(ana, 'Tomato').click()
  await expect(log(bea).getByRole('button', { name: 'Tomato: Ana' })).toBeVisible()
  await log(bea).getByRole('button', { name: 'Tomato: Ana' }).click()
  await expect(log(ana).getByRole('button', { name: 'Tomato: You and Bea' })).toHaveText('2')
  await log(ana).getByRole('button', { name: 'Tomato: You and Bea' }).click()
  await expect(log(bea).getByRole('button', { name: 'Tomato: You' })).toHaveText('1')

  const own = log(bea)
    .getByRole('article', { name: /^You, / })
    .first()
  await own.hover()
  await own.getByRole('button', { name: /React or more/ }).click()
  await button(bea, 'Delete').click()
  await bea.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(log(ana).getByText('Message deleted')).toBeVisible()
  await bea.reload()
  await expect(log(bea).getByText('Message deleted')).toBeVisible()
  await expect(log(bea).getByText('see')).toHaveCount(0)
})

test('what is written without a network waits, survives a reload, and goes out once', async ({
  person,
}) => {
  const [ana, bea] = await together(person)
  await bea.context().setOffline(true)
  await expect(bea.getByText(/You are offline/).first()).toBeVisible()
  await say(bea, 'from the train')
  await expect(bea.getByText('Waits for the connection')).toBeVisible()
  await say(ana, 'meanwhile')
  await bea.context().setOffline(false)
  await expect(bea.getByText('Waits for the connection')).toHaveCount(0)
  const all = ['meanwhile', 'from the train']
  for (const page of [ana, bea]) await expect.poll(() => said(page)).toEqual(all)

  // The answer gets lost with the connection: sent again after a reload, it still is one message.
  await bea.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((text) => {
      if (!text.toString().includes('twice?')) socket.send(text)
    })
  })
  await bea.reload()
  await expect(field(bea)).toBeVisible()
  await say(bea, 'twice?')
  await expect(log(ana).getByText('twice?')).toBeVisible()
  await expect(log(bea).getByRole('article', { name: /not sent yet/ })).toBeVisible()
  await bea.unrouteAll()
  await bea.reload()
  for (const page of [ana, bea]) await expect.poll(() => said(page)).toEqual([...all, 'twice?'])
  await expect(log(bea).getByRole('article', { name: /not sent yet/ })).toHaveCount(0)
})

test('who is too quick keeps the words, hears when to go on, and nothing is lost', async ({
  person,
}) => {
  const [ana, bea] = await together(person)
  // Written without a network they go out all at once.
  await ana.context().setOffline(true)
  await expect(ana.getByText(/You are offline/).first()).toBeVisible()
  for (let i = 1; i <= 6; i++) await say(ana, `quick ${i}`)
  await ana.context().setOffline(false)
  await expect(ana.getByText(/That was quick!.*\d+ seconds?\./)).toBeVisible()
  await expect(log(ana).getByText('Goes out in a moment')).toBeVisible()
  await say(ana, 'not yet')
  await expect(field(ana)).toHaveValue('not yet')
  await expect(log(bea).getByText('quick 6')).toBeVisible()
  expect(await said(bea)).toEqual([1, 2, 3, 4, 5, 6].map((i) => `quick ${i}`))
  await expect(ana.getByText(/That was quick/)).toHaveCount(0)
  await expect(field(ana)).toHaveValue('not yet')
})

test('a closed chat counts what is new, and begins there', async ({ person }) => {
  const [ana, bea] = await together(person)
  await say(ana, 'seen')
  await expect(log(bea).getByText('seen')).toBeVisible()
  await bea.getByRole('button', { name: 'Hide the chat' }).click()
  await say(ana, 'one')
  await expect(chatButton(bea)).toHaveAccessibleName('Chat 1 unread')
  await say(ana, '@Bea two')
  await expect(chatButton(bea)).toHaveAccessibleName('Chat 2 unread (1 about you)')
  await bea.reload()
  await expect(chatButton(bea)).toHaveAccessibleName('Chat 2 unread (1 about you)')
  await bea.keyboard.press('c')
  await expect(log(bea).getByText('New', { exact: true })).toBeVisible()
  await expect(chatButton(bea)).toHaveAccessibleName('Chat')
  await bea.reload()
  await expect(log(bea).getByText('@Bea two')).toBeVisible()
})

test('the host mutes from a message, and quiet while focusing folds the chat', async ({
  person,
}) => {
  const [ana, bea] = await together(person)
  await say(bea, 'noise')
  const noise = log(ana).getByRole('article', { name: /^Bea, / })
  await noise.hover()
  await noise.getByRole('button', { name: /React or more/ }).click()
  await button(ana, 'Mute').click()
  await expect(bea.getByText(/The host has muted you\. You can read along/)).toBeVisible()
  await expect(field(bea)).toHaveCount(0)

  await button(ana, 'Settings').click()
  await ana.getByRole('switch', { name: 'Quiet while focusing' }).check({ force: true })
  await button(ana, 'Save').click()
  await expect(ana.getByRole('dialog')).toHaveCount(0)
  await button(ana, 'Start').click()
  await expect(bea.getByText('The chat opens at the break.')).toBeVisible()
  await button(ana, 'Show anyway').click()
  await say(ana, 'quietly')
  await expect(bea.getByText('One message waits for the break.')).toBeVisible()
  await expect(chatButton(bea)).toHaveAccessibleName('Chat 1 unread')
  await button(ana, 'Skip to the next').click()
  await expect(log(bea).getByText('quietly')).toBeVisible()
})

test('a person hidden for oneself is not heard, through a reload, until shown again (B2)', async ({
  person,
}) => {
  const [ana, bea] = await together(person)
  await say(ana, 'first')
  const first = log(bea).getByRole('article', { name: /^Ana, / })
  await first.hover()
  await first.getByRole('button', { name: /React or more/ }).click()
  await button(bea, 'Hide messages of Ana').click()
  await expect(log(bea).getByText('first')).toHaveCount(0)
  await say(ana, '@Bea second')
  await log(bea).getByRole('button', { name: '2 messages from hidden people Show' }).press('Enter')
  await expect(log(bea).getByText('@Bea second')).toBeVisible()
  await say(bea, 'mine')
  await expect(log(ana).getByText('mine')).toBeVisible()
  const mine = log(ana).getByRole('article', { name: /^Bea, / })
  await mine.hover()
  await mine.getByRole('button', { name: /React or more/ }).click()
  await button(ana, 'Heart').click()
  await expect(log(ana).getByRole('button', { name: 'Heart: You' })).toBeVisible()

  await button(bea, 'Hide the chat').click()
  await say(ana, '@Bea third')
  const third = log(ana)
    .getByRole('article', { name: /^You, / })
    .filter({ hasText: 'third' })
  await expect(third).toBeVisible()
  await bea.reload()
  await expect(bea.getByRole('timer')).toBeVisible()
  await expect(chatButton(bea)).toHaveAccessibleName('Chat')
  await chatButton(bea).click()
  await expect(log(bea).getByRole('button', { name: /hidden person Show/ })).toBeVisible()
  await expect(log(bea).getByText('mine')).toBeVisible()
  await expect(log(bea).getByText('third')).toHaveCount(0)
  await expect(log(bea).getByRole('button', { name: /Heart/ })).toHaveCount(0)

  // From the menu of the person, by keyboard.
  const face = bea.getByRole('button', { name: /Ana.*Hidden for you.*Open the menu/s })
  await face.press('Enter')
  await expect(bea.getByRole('menuitem')).toHaveText(['Show messages of Ana again'])
  await bea.keyboard.press('Enter')
  await expect(bea.getByText('Hidden for you')).toHaveCount(0)
  await expect(log(bea).getByText('@Bea third')).toBeVisible()
  await expect(log(bea).getByRole('button', { name: 'Heart: Ana' })).toBeVisible()
})

test('going up loads what was said before and keeps the place', async ({ person, url }) => {
  const ana = await person({ name: 'Ana' })
  const code = await openRoom(ana)
  await chatButton(ana.page).click()
  await expect(field(ana.page)).toBeVisible()
  const total = await fillChat(url, code)
  await expect(log(ana.page).getByText(`Line ${total}`, { exact: true })).toBeVisible()
  await ana.page.reload()
  await expect(log(ana.page).getByText(`Line ${total}`, { exact: true })).toBeVisible()
  await expect(log(ana.page).getByText('Line 1', { exact: true })).toHaveCount(0)
  await log(ana.page).hover()
  await expect
    .poll(async () => {
      await ana.page.mouse.wheel(0, -2_000)
      return log(ana.page).getByText('Here the conversation began.').isVisible()
    })
    .toBe(true)
  const lines = (await said(ana.page)).filter((text) => text.startsWith('Line '))
  expect(lines).toEqual(Array.from({ length: total }, (_, index) => `Line ${index + 1}`))
  await button(ana.page, 'To the latest').click()
  await expect(log(ana.page).getByText(`Line ${total}`, { exact: true })).toBeInViewport()
})

for (const { name, context } of [
  { name: '1440', context: {} },
  { name: '390', context: onPhone },
]) {
  test(`the chat at ${name} pixels is accessible in every theme`, async ({ person }) => {
    const ana = await person({ name: 'Ana', context })
    const bea = await person({ name: 'Bea' })
    await enterRoom(bea, await openRoom(ana))
    await chatButton(ana.page).click()
    await expect(field(ana.page)).toBeVisible()
    await chatButton(bea.page).click()
    await say(bea.page, '@Ana see https://example.org')
    await expect(log(ana.page).getByText('@Ana')).toBeVisible()
    await say(ana.page, 'https://example.com, too')
    await log(bea.page)
      .getByRole('article', { name: /^Ana, / })
      .hover()
    await log(bea.page)
      .getByRole('button', { name: /React or more: message of Ana/ })
      .click()
    await button(bea.page, 'Wow').click()
    await log(ana.page).getByRole('button', { name: 'Wow: Bea' }).click()
    await log(ana.page)
      .getByRole('button', { name: /React or more: message of Bea/ })
      .click()
    await expectAccessible(ana.page, 'a chat with its tools open')
    await button(ana.page, 'Hide messages of Bea').click()
    await expect(log(ana.page).getByText('Message from a hidden person')).toBeVisible()
    await log(ana.page)
      .getByRole('button', { name: /React or more: message of You/ })
      .click()
    await button(ana.page, 'Delete').click()
    await ana.page.getByRole('dialog').last().getByRole('button', { name: 'Delete' }).click()
    await expect(log(ana.page).getByText('Message deleted')).toBeVisible()
    await field(ana.page).fill(`@b`)
    await expect(ana.page.getByRole('option', { name: 'Bea' })).toBeVisible()
    await expectAccessible(ana.page, 'a folded message, a deleted one, and names to mention')
  })
}
