import { useEffect } from 'react'
import { useBorrowedTheme, useOwnThemeWins } from '@/lib/themes'
import { useRoomSession, useRoomState } from '../hooks/use-room'
import { ProblemScreen } from './problem-screen'
import { RoomScene } from './room-scene'
import { RoomSkeleton } from './room-skeleton'

/** The room once it is joined; before that its outline, and what went wrong where something did. */
export function LiveRoom({ onUnknown }: { onUnknown: () => void }) {
  const { connection } = useRoomSession()
  const problem = useRoomState((state) => state.problem)
  const joined = useRoomState((state) => state.room !== null)
  const roomTheme = useRoomState((state) => state.room?.theme ?? null)
  useBorrowedTheme(useOwnThemeWins() ? null : roomTheme)

  const isUnknown = problem?.kind === 'identity'
  useEffect(() => {
    if (isUnknown) onUnknown()
  }, [isUnknown, onUnknown])

  if (problem && !isUnknown)
    return <ProblemScreen problem={problem} onRetry={() => connection.retry()} />
  return joined ? <RoomScene /> : <RoomSkeleton />
}
