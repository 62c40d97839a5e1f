import { fieldsOf } from '@/lib/remembered-value'

/** A mail that was asked for here and whose code has not been typed yet. */
export interface PendingMail {
  email: string
  /** Where to go afterwards. */
  next: string
  /** When another mail may be asked for. */
  againAt: number
  /** When its code stops working. */
  endsAt: number
}

const key = 'pomopomo.signingIn'
const lifeMs = 10 * 60_000

/** Kept as long as the tab: who went to read their mail on a phone may come back to a page that is loaded anew. */
export function pendingMail(): PendingMail | null {
  try {
    const { email, next, againAt, endsAt } = fieldsOf(
      JSON.parse(sessionStorage.getItem(key) ?? 'null'),
    )
    const isWhole =
      typeof email === 'string' &&
      typeof next === 'string' &&
      typeof againAt === 'number' &&
      typeof endsAt === 'number'
    return isWhole && endsAt > Date.now() ? { email, next, againAt, endsAt } : null
  } catch {
    return null
  }
}

/** Notes that a mail is on its way. */
export function mailAsked(email: string, next: string, retryAfterMs: number): PendingMail {
  const now = Date.now()
  const mail = { email, next, againAt: now + retryAfterMs, endsAt: now + lifeMs }
  try {
    sessionStorage.setItem(key, JSON.stringify(mail))
  } catch {
    // Storage is off: it lasts as long as the page.
  }
  return mail
}

export function mailDone(): void {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // Nothing was stored.
  }
}
