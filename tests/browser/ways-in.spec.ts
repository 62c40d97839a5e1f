import { expect, test } from './fixtures.ts'
import { button, enterRoom, openRoom } from './room.ts'

// How people get into a room, and what they see when they do not.

test('from the start page to a running timer', async ({ person }) => {
  const { page } = await person()
  await page.goto('/')
  await page.getByRole('link', { name: 'Start a room' }).first().click()
  await page.getByLabel('Your name').fill('Ana')
  await page.getByRole('button', { name: 'Open the room' }).click()
  await button(page, 'Start').click()
  await expect(button(page, 'Pause')).toBeVisible()
})

test('by the code, however it is written', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const code = await openRoom(ana)
  for (const written of [code.slice(5).toLowerCase(), code.toUpperCase(), code]) {
    const bea = await person({ name: 'Bea' })
    await bea.page.goto('/join')
    await bea.page.getByLabel('Room code').fill(written)
    await bea.page.getByLabel('Your name').fill('Bea')
    await bea.page.getByRole('button', { name: 'Join the room' }).click()
    await expect(bea.page).toHaveURL(new RegExp(`/room/${code}$`))
    await expect(bea.page.getByRole('timer')).toBeVisible()
  }
})

test('by the copied link, which works in any case', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const code = await openRoom(ana)
  await button(ana.page, 'Invite').first().click()
  const dialog = ana.page.getByRole('dialog', { name: 'Bring somebody in' })
  await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible()
  await expect(dialog.getByText(code, { exact: true })).toBeVisible()
  await dialog.getByRole('button', { name: 'Copy link' }).click()
  const link = await ana.page.evaluate(() => navigator.clipboard.readText())
  const bea = await person({ name: 'Bea' })
  await bea.page.goto(link)
  await bea.page.getByLabel('Your name').fill('Bea')
  await bea.page.getByRole('button', { name: 'Join the room' }).click()
  await expect(bea.page.getByRole('timer')).toBeVisible()
})

test('a name is asked for, and kept within bounds', async ({ person }) => {
  const { page } = await person()
  await page.goto('/create')
  await page.getByRole('button', { name: 'Open the room' }).click()
  await expect(page.getByText('Please enter your name.')).toBeVisible()
  await expect(page.getByLabel('Your name')).toBeFocused()
  await page.getByLabel('Your name').fill('x'.repeat(51))
  await page.getByRole('button', { name: 'Open the room' }).click()
  await expect(page.getByText(/keep it to 50 characters/)).toBeVisible()
})

test('markup in names and labels is only text (IN1)', async ({ person }) => {
  const name = '<img src=x onerror=alert(1)>'
  const ana = await person({ name })
  await openRoom(ana, { roomName: '<script>alert(2)</script>' })
  await expect(ana.page.getByText(name).first()).toBeVisible()
  await expect(ana.page.getByText('<script>alert(2)</script>').first()).toBeVisible()
})

test('an unknown room says so', async ({ person }) => {
  const { page } = await person()
  await page.goto('/room/pomo-ZZZZZZ')
  await expect(page.getByRole('heading', { name: 'No room here' })).toBeVisible()
  await page.goto('/join')
  await page.getByLabel('Room code').fill('ZZZZZZ')
  await page.getByLabel('Your name').fill('Ana')
  await page.getByRole('button', { name: 'Join the room' }).click()
  await expect(page.getByText(/no room with this code/).first()).toBeVisible()
})

test('an unknown page says so', async ({ person }) => {
  const { page } = await person()
  await page.goto('/nowhere')
  await expect(page.getByRole('heading', { name: 'Nobody sits here' })).toBeVisible()
})

test('a full room says so, and lets in who waits when a seat is free', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  const cy = await person({ name: 'Cy' })
  const code = await openRoom(ana)
  await button(ana.page, 'Settings').click()
  await ana.page.getByLabel('Seats').fill('2')
  await button(ana.page, 'Save').click()
  await expect(ana.page.getByRole('dialog')).toHaveCount(0)
  await enterRoom(bea, code)
  await cy.page.goto(`/room/${code}`)
  await cy.page.getByLabel('Your name').fill('Cy')
  await cy.page.getByRole('button', { name: 'Join the room' }).click()
  await expect(cy.page.getByRole('heading', { name: 'The room is full' })).toBeVisible()
  await bea.page.close()
  await expect(cy.page.getByRole('timer')).toBeVisible({ timeout: 60_000 })
})

test('a locked room says so', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  const bea = await person({ name: 'Bea' })
  const code = await openRoom(ana)
  await button(ana.page, 'Settings').click()
  await ana.page.getByRole('switch', { name: /Locked/ }).click()
  await button(ana.page, 'Save').click()
  await expect(ana.page.getByRole('dialog')).toHaveCount(0)
  await bea.page.goto(`/room/${code}`)
  await bea.page.getByLabel('Your name').fill('Bea')
  await bea.page.getByRole('button', { name: 'Join the room' }).click()
  await expect(bea.page.getByRole('heading', { name: 'The door is locked' })).toBeVisible()
})

test('a theme that is chosen stays', async ({ person }) => {
  const { page } = await person()
  await openRoom({ name: 'Ana', page })
  await button(page, 'Theme and language').click()
  await page.getByRole('radio', { name: 'Midnight' }).check({ force: true })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'midnight')
  await page.goto('/')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'midnight')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'midnight')
})

test('the page speaks Portuguese to who prefers it', async ({ person }) => {
  const { page } = await person({ context: { locale: 'pt-PT' } })
  await page.goto('/')
  await expect(page.locator('html')).toHaveAttribute('lang', /^pt/)
  await expect(page.getByText('Start a room')).toHaveCount(0)
})

test('everything can be done by keyboard', async ({ person }) => {
  const ana = await person({ name: 'Ana' })
  await openRoom(ana)
  const { page } = ana
  await page.locator('body').press('Space')
  await expect(button(page, 'Pause')).toBeVisible()
  await page.locator('body').press('Space')
  await expect(button(page, 'Resume')).toBeVisible()
  await page.locator('body').press('i')
  await expect(page.getByRole('dialog', { name: 'Bring somebody in' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.locator('body').press('q')
  await expect(page.getByRole('complementary', { name: 'Queue' })).toHaveCount(0)
})
