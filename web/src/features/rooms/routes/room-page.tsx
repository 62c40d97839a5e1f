import { lazy, Suspense, useState } from 'react'
import { useSession } from '@/features/guests/hooks/use-session'
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
  const [unknown, setUnknown] = useState(false)
  if (failed) return <ProblemScreen problem={{ kind: 'unreachable' }} onRetry={ask} />
  if (!session) return <RoomSkeleton />
  if (session.kind === 'none' || unknown) {
    return (
      <Suspense fallback={<RoomSkeleton />}>
        <JoinGate code={code} onReady={() => setUnknown(false)} />
      </Suspense>
    )
  }
  return (
    <RoomProvider code={code}>
      <LiveRoom onUnknown={() => setUnknown(true)} />
    </RoomProvider>
  )
}
