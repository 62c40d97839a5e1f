import { lazy, Suspense, useDeferredValue, useEffect } from 'react'
import { useBorrowedTheme, useOwnThemeWins } from '@/lib/themes'
import { useIsHost, useRoomSession, useRoomState } from '../hooks/use-room'
import { ProblemScreen } from './problem-screen'
import { RoomScene } from './room-scene'
import { RoomSkeleton } from './room-skeleton'

const EndedScreen = lazy(() => import('./ended-screen'))

/** The room once it is joined; before that its outline, and what went wrong where something did. */
export function LiveRoom({ onUnknown }: { onUnknown: () => void }) {
  const { connection } = useRoomSession()
  const problem = useRoomState((state) => state.problem)
  const joined = useRoomState((state) => state.room !== null)
  // Drawn in slices behind the outline: at once it would hold a phone up for a fifth of a second.
  const drawn = useDeferredValue(joined)
  const isHost = useIsHost()
  const roomTheme = useRoomState((state) => state.room?.theme ?? null)
  useBorrowedTheme(useOwnThemeWins() ? null : roomTheme)

  const isUnknown = problem?.kind === 'identity'
  useEffect(() => {
    if (isUnknown) onUnknown()
  }, [isUnknown, onUnknown])

  if (problem && !isUnknown) {
    const why = <ProblemScreen problem={problem} onRetry={() => connection.retry()} />
    if (problem.kind !== 'ended' || !isHost) return why
    return (
      <Suspense fallback={why}>
        <EndedScreen />
      </Suspense>
    )
  }
  return joined && drawn ? <RoomScene /> : <RoomSkeleton />
}
