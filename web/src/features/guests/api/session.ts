import { answer, api, type Schemas } from '@/lib/api/client'

type Session = Schemas['Session']

let known: Session | null = null
const listeners = new Set<() => void>()

/** Who this browser is to the server, a guest or nobody yet, as far as this page has asked. */
export function knownSession(): Session | null {
  return known
}

/** Asks the server. Throws a `Problem`. */
export async function askSession(): Promise<Session> {
  const session = await answer(api.GET('/api/session'))
  setSession(session)
  return session
}

export function setSession(session: Session | null): void {
  known = session
  for (const listener of listeners) listener()
}

export function watchSession(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
