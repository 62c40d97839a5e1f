import { answer, api, type Schemas } from './api/client'

export type Session = Schemas['Session']

let known: Session | null = null
let asking: Promise<Session> | null = null
const listeners = new Set<() => void>()

/** Who this browser is to the server, somebody signed in, a guest or nobody yet, as far as this page has asked. */
export function knownSession(): Session | null {
  return known
}

/** Asks the server; who asks while it is being asked gets the same answer. Throws a `Problem`. */
export function askSession(): Promise<Session> {
  asking ??= answer(api.GET('/api/session'))
    .then((session) => {
      setSession(session)
      return session
    })
    .finally(() => {
      asking = null
    })
  return asking
}

export function setSession(session: Session): void {
  known = session
  for (const listener of listeners) listener()
}

export function watchSession(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
