/** Signing in as people do it: by the mail, which a server without SMTP puts on its log. */
import type { Page } from '@playwright/test'
import { type Mail, loggedMails, mailTo } from '../lib/accounts.ts'
import type { Server } from '../lib/server.ts'
import { expect } from './fixtures.ts'
import { button } from './room.ts'

/** On the sign-in page: asks for a mail, and opens it. */
export async function askForMail(server: Server, page: Page, email: string): Promise<Mail> {
  const before = loggedMails(server, email).length
  await page.getByLabel('E-mail').fill(email)
  await button(page, 'Continue with e-mail').click()
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  return mailTo({ server }, email, before + 1)
}

/** The path behind the link of a mail. */
export const linkOf = ({ link }: Mail): string => {
  const { pathname, search } = new URL(link)
  return pathname + search
}

/** The last page of a sign-up. */
export async function completeAccount(page: Page, username: string): Promise<void> {
  await page.getByLabel('Username').fill(username)
  await expect(page.getByText('This one is free.').first()).toBeVisible()
  await page.getByRole('radio', { name: /No, leave me out/ }).check({ force: true })
  await button(page, 'Finish my account').click()
}

/** Signs in on this page by the code of a mail, and up where nobody has that address. */
export async function signIn(
  server: Server,
  page: Page,
  email: string,
  { next = '/', username }: { next?: string; username?: string } = {},
): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
  const { code } = await askForMail(server, page, email)
  await page.getByLabel('Code from the mail').fill(code)
  if (username) await completeAccount(page, username)
  await page.waitForURL((url) => url.pathname === next)
}
