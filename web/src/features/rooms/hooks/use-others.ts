import { useMemo } from 'react'
import type { BoardPerson } from '@/features/board/hooks/use-cursors'
import { useHiddenPeople } from '../lib/hidden-people'
import { useRoomState } from './use-room'

/** Everybody here but oneself and those one has hidden, by member id. */
export function useOthers(): ReadonlyMap<string, BoardPerson> {
  const members = useRoomState((state) => state.members)
  const meId = useRoomState((state) => state.meId)
  const hidden = useHiddenPeople()
  return useMemo(() => {
    const others = members.filter(({ id, isHere }) => id !== meId && isHere && !hidden.includes(id))
    return new Map(others.map(({ id, displayName }) => [id, { name: displayName }]))
  }, [members, meId, hidden])
}
