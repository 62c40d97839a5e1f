import type { Session } from '@/lib/session'

/** The guest this browser was before signing in, as long as what they did may be kept. */
export function mayClaim(session: Session | null) {
  return session?.kind === 'user' ? session.guest : undefined
}
