import { fieldsOf, rememberedValue } from './remembered-value'
import { askSession, knownSession, watchSession, type Session } from './session'
import { accountKey, nameKey, remember } from './storage'

/** Whoever is signed in, as far as needed to draw them. */
export interface KnownAccount {
  id: string
  name: string
  /** Null until the account is completed. */
  username: string | null
  avatarUrl: string | null
}

/**
 * Who was signed in here when the server was last asked: so the page is drawn right at once, and other tabs hear of it.
 * No secret, and no proof: the server knows. It follows the session from when this module is loaded.
 */
export const knownAccount = rememberedValue(accountKey, parse)

function parse(stored: unknown): KnownAccount | null {
  const { id, name, username, avatarUrl } = fieldsOf(stored)
  if (typeof id !== 'string' || typeof name !== 'string') return null
  return { id, name, username: textOrNull(username), avatarUrl: textOrNull(avatarUrl) }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function accountOf(session: Session): KnownAccount | null {
  if (session.kind !== 'user') return null
  const { id, displayName: name, username, avatarUrl } = session.user
  return { id, name, username, avatarUrl }
}

const isSame = (one: KnownAccount | null, other: KnownAccount | null) =>
  JSON.stringify(one) === JSON.stringify(other)

function follow(): void {
  const session = knownSession()
  if (!session) return
  const before = knownAccount.get()
  const account = accountOf(session)
  if (isSame(account, before)) return
  // Rooms to come are joined under the account's name.
  if (account?.username && account.id !== before?.id) remember(nameKey, account.name)
  knownAccount.set(account)
}

follow()
watchSession(follow)
// Signed in, out, completed or renamed in another tab.
knownAccount.subscribe(() => {
  const session = knownSession()
  if (session && !isSame(accountOf(session), knownAccount.get()))
    askSession().catch(() => undefined)
})
