import { useMemo } from 'react'
import type { BoardPerson } from '@/features/board/hooks/use-cursors'
import { useRoomState } from './use-room'

/** Everybody here but oneself, by member id. */
export function useOthers(): ReadonlyMap<string, BoardPerson> {
  const members = useRoomState((state) => state.members)
  const meId = useRoomState((state) => state.meId)
  return useMemo(() => {
    const others = members.filter(({ id, isHere }) => id !== meId && isHere)
    return new Map(others.map(({ id, displayName }) => [id, { name: displayName }]))
  }, [members, meId])
}
