import { lazy, Suspense, useSyncExternalStore } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { knownSession, watchSession } from '@/lib/session'
import { accountKey, remembered } from '@/lib/storage'
import { SignInLink } from './sign-in-link'

const AccountMenu = lazy(() => import('./account-menu'))

/**
 * Who is signed in, with a menu, or the way to it. Drawn at once by what this browser remembers: who never signed in
 * here is not even asked for, and everything about accounts comes with the first who did.
 */
export function AccountCorner() {
  const isSomebody = useSyncExternalStore(subscribe, isSignedIn)
  if (!isSomebody) return <SignInLink />
  return (
    <Suspense fallback={<Skeleton className="size-11 rounded-full" />}>
      <AccountMenu />
    </Suspense>
  )
}

function isSignedIn(): boolean {
  const session = knownSession()
  return session ? session.kind === 'user' : (remembered(accountKey)?.startsWith('{') ?? false)
}

/** In this tab or in another. */
function subscribe(listener: () => void): () => void {
  const stop = watchSession(listener)
  window.addEventListener('storage', listener)
  return () => {
    stop()
    window.removeEventListener('storage', listener)
  }
}
