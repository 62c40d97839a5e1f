/**
 * Signing in by mail, which a server without SMTP puts on its log. Tests that only need somebody with an account:
 *
 *     const ana = await world.signUp('ana@example.test')
 *     await ana.rest.get('/api/me')
 *     const tab = await ana.enter(code)
 */
import type { Browser } from './browser.ts'
import type { Server } from './server.ts'
import { until } from './until.ts'

export interface Mail {
  to: string
  subject: string
  text: string
  /** Of a sign-in, as `token` and `code`; else empty. */
  link: string
  token: string
  code: string
}

export interface SignedIn {
  session: { kind: 'user'; user: { id: string; displayName: string } }
  isNew: boolean
  next: string
}

export function readMail(to: string, subject: string, text: string): Mail {
  const link = /https?:\S+\/auth\/email\?token=\S+/.exec(text)?.[0] ?? ''
  const token = link.split('token=')[1] ?? ''
  return { to, subject, text, link, token, code: /\b\d{6}\b/.exec(subject)?.[0] ?? '' }
}

/** The mails on the server's log, the oldest first. */
export function loggedMails(server: Server, to?: string): Mail[] {
  return server
    .logged('mail_not_configured')
    .map((line) => readMail(String(line.to), String(line.subject), String(line.text)))
    .filter((mail) => to === undefined || mail.to === to)
}

/** The mail to that address of this number; waits for it. */
export async function mailTo(place: { server: Server }, email: string, number = 1): Promise<Mail> {
  await until(() => loggedMails(place.server, email).length >= number, {
    what: () => `mail ${number} to ${email}; the server said:\n${place.server.output}`,
  })
  return loggedMails(place.server, email)[number - 1] as Mail
}

/** Asks for a sign-in mail and waits for it. */
export async function askForMail(
  place: { server: Server },
  browser: Browser,
  email: string,
  more: { next?: string; language?: string } = {},
): Promise<Mail> {
  // Not any other mail that may still be on its way.
  const asked = () => loggedMails(place.server, email).filter(({ token }) => token !== '')
  const before = asked().length
  await browser.post('/api/auth/email', { email, ...more })
  await until(() => asked().length > before, {
    what: () => `the mail to ${email}; the server said:\n${place.server.output}`,
  })
  return asked().at(-1) as Mail
}

/** Asks for a mail, follows its link in the same browser, and says who it is. */
export async function signInByMail(
  place: { server: Server },
  email: string,
  browser: Browser,
): Promise<SignedIn['session']['user']> {
  const { token } = await askForMail(place, browser, email)
  const { session } = await browser.post<SignedIn>('/api/auth/email/verify', { token })
  return session.user
}
