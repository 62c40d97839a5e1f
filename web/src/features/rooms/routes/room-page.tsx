import { lazy, Suspense, useState } from 'react'
import { askSession, type Session } from '@/lib/session'
import { useSession } from '@/lib/use-session'
import { LiveRoom } from '../components/live-room'
import { ProblemScreen } from '../components/problem-screen'
import { RoomProvider } from '../components/room-provider'
import { RoomSkeleton } from '../components/room-skeleton'
import '../texts'

const JoinGate = lazy(() => import('../components/join-gate'))

/** The room of `code`: who has no name yet is asked for one first, on the same page. */
export function RoomPage({ code }: { code: string }) {
  const { session, failed, ask } = useSession()
  // Somebody the server does not know any more (the cookie was cleared, say) is asked again.
  const [unknown, setUnknown] = useState<string | null>(null)
  if (failed) return <ProblemScreen problem={{ kind: 'unreachable' }} onRetry={ask} />
  if (!session) return <RoomSkeleton />
  const person = personOf(session)
  if (person === null || unknown === person) {
    return (
      <Suspense fallback={<RoomSkeleton />}>
        <JoinGate code={code} onReady={() => setUnknown(null)} />
      </Suspense>
    )
  }
  const forgotten = () => {
    setUnknown(person)
    // Or somebody else by now: signed in or out in another tab.
    askSession().catch(() => undefined)
  }
  // A connection belongs to whoever opened it.
  return (
    <RoomProvider key={person} code={code}>
      <LiveRoom onUnknown={forgotten} />
    </RoomProvider>
  )
}

/** The id that rooms know this browser by; null for nobody yet. */
function personOf(session: Session): string | null {
  if (session.kind === 'user') return session.user.id
  return session.kind === 'guest' ? session.guest.id : null
}
