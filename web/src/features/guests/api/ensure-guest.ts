import { answer, api, type Schemas } from '@/lib/api/client'
import { cleanName, rememberName } from '../lib/display-name'
import { askSession, setSession } from './session'

/**
 * The guest this browser is, made one under `name` if it is nobody yet. Call it before anything that needs an
 * identity: creating a room or joining one. An existing guest keeps its own name; rooms take theirs when joining.
 */
export async function ensureGuest(name: string): Promise<Schemas['Guest']> {
  const displayName = cleanName(name)
  if (displayName) rememberName(displayName)
  // Asked anew: the cookie may have gone since the page was opened.
  const session = await askSession()
  if (session.kind === 'guest') return session.guest
  const body = displayName ? { displayName } : {}
  const { guest } = await answer(api.POST('/api/guests', { body }))
  setSession({ kind: 'guest', guest })
  return guest
}
