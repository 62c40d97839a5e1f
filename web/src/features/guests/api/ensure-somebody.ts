import { answer, api } from '@/lib/api/client'
import { askSession, setSession } from '@/lib/session'
import { cleanName, rememberName } from '../lib/display-name'

/**
 * Makes a guest under `name` where this browser is nobody yet. Call it before anything that needs an identity: creating
 * a room or joining one. Who is somebody keeps their own name; rooms take theirs when joining.
 */
export async function ensureSomebody(name: string): Promise<void> {
  const displayName = cleanName(name)
  if (displayName) rememberName(displayName)
  // Asked anew: the cookie may have gone since the page was opened.
  const session = await askSession()
  if (session.kind !== 'none') return
  const body = displayName ? { displayName } : {}
  const { guest } = await answer(api.POST('/api/guests', { body }))
  setSession({ kind: 'guest', guest })
}
