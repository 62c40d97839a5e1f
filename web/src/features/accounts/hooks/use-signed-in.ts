import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Session } from '@/lib/session'
import '@/lib/known-account'
import { useSession } from '@/lib/use-session'

export type SessionUser = Extract<Session, { kind: 'user' }>['user']

/** Who is signed in; null until it is known. Whoever is not goes to sign in, and comes back here. */
export function useSignedIn() {
  const { session, failed, ask } = useSession()
  const navigate = useNavigate()
  const user: SessionUser | null = session?.kind === 'user' ? session.user : null
  const isStranger = session !== null && !user
  useEffect(() => {
    if (isStranger)
      void navigate({ to: '/sign-in', search: { next: location.pathname }, replace: true })
  }, [isStranger, navigate])
  return { user, failed, ask }
}
