import { expectAccessible } from './accessible.ts'
import { askForMail, completeAccount, linkOf, signIn } from './accounts.ts'
import { expect, test } from './fixtures.ts'
import { button, openRoom } from './room.ts'

test.describe.configure({ mode: 'parallel' })

test('signs up by the link of a mail, which opening alone does not use up (AU1, AU2)', async ({
  person,
  server,
}) => {
  const { page } = await person({ name: 'Ana' })
  await page.goto('/join')
  await page.getByRole('link', { name: 'Sign in' }).click()
  const mail = await askForMail(server, page, 'ana@example.test')
  const tab = await page.context().newPage()
  await tab.goto(linkOf(mail))
  await expect(button(tab, 'Sign me in')).toBeFocused()
  await tab.reload()
  await expectAccessible(tab, 'the page behind a link')
  await button(tab, 'Sign me in').click()

  await expect(tab.getByRole('heading', { name: 'Nice to meet you' })).toBeVisible()
  await button(tab, 'Finish my account').click()
  await expect(tab.getByText('Please choose one.')).toBeVisible()
  await tab.getByLabel('Username').fill('admin')
  await expect(tab.getByText('This one is not given to anybody.')).toBeVisible()
  await expectAccessible(tab, 'completing an account, with errors')
  await tab.getByLabel('Your name').fill('Ana Maria')
  await completeAccount(tab, 'ana_maria')
  // Back where the person was, on the tab that waited, too.
  for (const one of [tab, page]) {
    await expect(one).toHaveURL(/\/join$/)
    await expect(button(one, 'Ana Maria, your account')).toBeVisible()
  }

  await tab.goto(linkOf(mail))
  await button(tab, 'Sign me in').click()
  await expect(tab.getByRole('heading', { name: 'This link has been used' })).toBeVisible()
  await expectAccessible(tab, 'a used link')
})

test('a link opened elsewhere leads back to the code; wrong and old codes say so (AU3, AU4, AU5)', async ({
  person,
  server,
}) => {
  const { page } = await person({ name: 'Bea' })
  const other = await person({ name: 'Bea elsewhere' })
  await page.goto('/sign-in')
  await button(page, 'Continue with e-mail').click()
  await expect(page.getByText('Please enter your e-mail address.')).toBeVisible()
  await expectAccessible(page, 'signing in, with an error')
  const mail = await askForMail(server, page, 'bea@example.test')
  await other.page.goto(linkOf(mail))
  await button(other.page, 'Sign me in').click()
  await expect(other.page.getByRole('heading', { name: 'Finish where you began' })).toBeVisible()
  await expectAccessible(other.page, 'a link in another browser')

  const code = page.getByLabel('Code from the mail')
  await expect(code).toBeFocused()
  await code.fill(mail.code === '000000' ? '111111' : '000000')
  await expect(page.getByText('That is not the code. 4 more tries.')).toBeVisible()
  await expectAccessible(page, 'checking the mail, with a wrong code')
  // A phone may drop the page while somebody reads their mail.
  await page.reload()
  await code.fill(`${mail.code.slice(0, 3)} ${mail.code.slice(3)}`)
  await completeAccount(page, 'bea')
  await expect(page.getByRole('button', { name: /your account$/ })).toBeVisible()
})

test('two devices: one signs the other out, whose room closes at once (SE4, SE7)', async ({
  person,
  server,
}) => {
  const one = await person({ name: 'Cleo' })
  const two = await person({ name: 'Cleo elsewhere' })
  await signIn(server, one.page, 'cleo@example.test', { username: 'cleo' })
  await signIn(server, two.page, 'cleo@example.test')
  await openRoom({ name: 'Cleo', page: two.page })

  await one.page.getByRole('button', { name: /your account$/ }).click()
  await one.page.getByRole('menuitem', { name: 'Account settings' }).click()
  await one.page.getByRole('link', { name: 'Security' }).click()
  const devices = one.page.getByRole('listitem').filter({ hasText: 'Chrome' })
  await expect(devices).toHaveCount(2)
  await expectAccessible(one.page, 'the devices')
  await devices
    .filter({ hasNotText: 'This device' })
    .getByRole('button', { name: /^Sign out/ })
    .click()
  await expect(two.page.getByLabel('Your name')).toBeVisible()
  await expect(devices).toHaveCount(1)

  await two.page.goto('/settings/security')
  await expect(two.page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fsecurity$/)
})

test('signing out here is signing out in every tab (C7)', async ({ person, server }) => {
  const { page } = await person({ name: 'Dora' })
  await signIn(server, page, 'dora@example.test', { username: 'dora' })
  const tab = await page.context().newPage()
  await tab.goto('/')
  await tab.getByRole('button', { name: /your account$/ }).click()
  await expectAccessible(tab, 'the menu of an account')
  await tab.keyboard.press('End')
  await tab.keyboard.press('Enter')
  for (const one of [tab, page])
    await expect(one.getByRole('link', { name: 'Sign in' })).toBeVisible()
})

test('a guest who hosts a room signs in and goes on sitting there, as its host (C2, C6)', async ({
  person,
  server,
}) => {
  const eva = await person({ name: 'Eva' })
  const { page } = eva
  const code = await openRoom(eva)
  await button(page, 'Eva, your menu').click()
  await page.getByRole('menuitem', { name: 'Sign in' }).click()
  const mail = await askForMail(server, page, 'eva@example.test')
  await page.getByLabel('Code from the mail').fill(mail.code)
  await completeAccount(page, 'eva_of_rooms')
  await expect(page.getByText('As Eva, a guest, you were in 1 room here.')).toBeVisible()
  await expectAccessible(page, 'asking whether history comes along')
  await button(page, 'Yes, keep it').click()
  await expect(page).toHaveURL(new RegExp(`/room/${code}$`))
  await expect(button(page, 'Start')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Eva/ })).toHaveCount(1)

  await page.goto('/settings/profile')
  await page.getByLabel('About you').fill('Marine biology.')
  await button(page, 'Add a link').click()
  await page.getByRole('textbox', { name: 'Link 1' }).fill('javascript:alert(1)')
  await button(page, 'Save').click()
  await expect(page.getByText('One of these is not the address of a web page.')).toBeVisible()
  await expectAccessible(page, 'the settings of the profile, with an error')
  await page.getByRole('textbox', { name: 'Link 1' }).fill('example.org/eva')
  await button(page, 'Save').click()
  await expect(page.getByText('Saved.').first()).toBeAttached()
  const stranger = await person({ name: 'Nobody' })
  await stranger.page.goto('/u/eva_of_rooms')
  await expect(stranger.page.getByText('Marine biology.')).toBeVisible()
  const link = stranger.page.getByRole('link', { name: 'example.org/eva' })
  await expect(link).toHaveAttribute('rel', 'noopener nofollow ugc')
  await expectAccessible(stranger.page, 'a profile')

  await page.getByRole('link', { name: 'Privacy' }).click()
  const seen = page.getByRole('switch', { name: 'Everybody can see my profile' })
  await seen.click({ force: true })
  await expect(seen).not.toBeChecked()
  await expectAccessible(page, 'the settings of privacy')
  await expect(async () => {
    await stranger.page.reload()
    await expect(stranger.page.getByRole('heading', { name: 'Nobody sits here' })).toBeVisible({
      timeout: 5_000,
    })
  }).toPass()
})
