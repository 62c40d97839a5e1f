import type { Member, Room, Segment, Timer } from '@api/events'
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { RoomActions } from '../actions'
import { applyEdits } from '../lib/queue-edits'
import { currentIndex, shownSeconds } from '../lib/timer'
import type { RoomSession } from '../session'
import { selectIsHost, selectTimer, type RoomState } from '../store'

export const RoomContext = createContext<RoomSession | null>(null)

export function useRoomSession(): RoomSession {
  const session = useContext(RoomContext)
  if (!session) throw new Error('outside of a room')
  return session
}

export function useRoomActions(): RoomActions {
  return useRoomSession().actions
}

/** A piece of the room's state; the component renders again only when that piece changes. */
export function useRoomState<Piece>(select: (state: RoomState) => Piece): Piece {
  return useStore(useRoomSession().store, select)
}

/** The room itself. Inside of a live room only, as the three below. */
export function useRoom(): Room {
  return present(useRoomState((state) => state.room))
}

export function useTimer(): Timer {
  return present(useRoomState(selectTimer))
}

export function useMe(): Member | undefined {
  const members = useRoomState((state) => state.members)
  const meId = useRoomState((state) => state.meId)
  return members.find((member) => member.id === meId)
}

export function useIsHost(): boolean {
  return useRoomState(selectIsHost)
}

/** The queue with our own unanswered edits. */
export function useSegments(): Segment[] {
  const queue = useRoomState((state) => state.queue)
  const edits = useRoomState((state) => state.edits)
  return useMemo(() => applyEdits(queue?.segments ?? [], edits), [queue, edits])
}

/** The present segment and its place, if there is one. */
export function useCurrentSegment(): { segment: Segment | undefined; index: number } {
  const segments = useSegments()
  const index = currentIndex(useTimer(), segments)
  return { segment: segments[index], index }
}

/** Whole seconds left; renders again once a second. */
export function useSecondsLeft(): number {
  const { ticker } = useRoomSession()
  return useSyncExternalStore(ticker.subscribe, () => shownSeconds(ticker.left()))
}

/** Server time, rounded down to `stepMs`; renders again once a step. */
export function useServerNow(stepMs: number): number {
  const { ticker, clock } = useRoomSession()
  return useSyncExternalStore(ticker.subscribe, () => Math.floor(clock.now() / stepMs) * stepMs)
}

function present<Value>(value: Value | null): Value {
  if (value === null) throw new Error('the room has not arrived yet')
  return value
}
