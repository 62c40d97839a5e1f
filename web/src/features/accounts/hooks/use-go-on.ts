import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import { knownSession } from '@/lib/session'
import { mayClaim } from '../lib/may-claim'
import { nextPath } from '../lib/next-path'

interface Options {
  /** Whether the guest's history was just spoken about. */
  claimAsked?: boolean
}

/** Leads on who is signed in: through what is still to be asked of them, then to `next`. */
export function useGoOn(): (next: string | undefined, options?: Options) => void {
  const router = useRouter()
  return useCallback(
    (next, { claimAsked = false } = {}) => {
      const session = knownSession()
      const path = nextPath(next)
      const search = path === '/' ? {} : { next: path }
      if (session?.kind === 'user' && !session.user.isComplete)
        void router.navigate({ to: '/sign-in/complete', search, replace: true })
      else if (!claimAsked && mayClaim(session))
        void router.navigate({ to: '/sign-in/claim', search, replace: true })
      else router.history.replace(path)
    },
    [router],
  )
}
