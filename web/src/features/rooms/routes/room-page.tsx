import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { sessionQuery } from '@/features/guests/api/get-session'
import { LiveRoom } from '../components/live-room'
import { ProblemScreen } from '../components/problem-screen'
import { RoomProvider } from '../components/room-provider'
import { RoomSkeleton } from '../components/room-skeleton'

const JoinGate = lazy(() => import('../components/join-gate'))

/** The room of `code`: who has no name yet is asked for one first, on the same page. */
export function RoomPage({ code }: { code: string }) {
  const session = useQuery(sessionQuery)
  // Somebody the server does not know any more (the cookie was cleared, say) is asked again.
  const [unknown, setUnknown] = useState(false)
  if (session.isError) {
    return (
      <ProblemScreen problem={{ kind: 'unreachable' }} onRetry={() => void session.refetch()} />
    )
  }
  if (!session.data) return <RoomSkeleton />
  if (session.data.kind === 'none' || unknown) {
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
