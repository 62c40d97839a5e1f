import type { Segment, Timer } from '@api/events'
import { currentIndex } from '@/features/rooms/lib/timer'
import type { RoomState } from '@/features/rooms/store'
import type { EndKind } from './preferences'

/** The coming end of what runs now. */
export interface RunEnd {
  /** Says which end of which run, the same in every tab. */
  key: string
  roomId: string
  /** In server time. */
  at: number
  kind: EndKind
  segment: Segment
  next: Segment | null
  /** The next one starts by itself. */
  goesOn: boolean
}

export type Watched = Pick<RoomState, 'room' | 'timer' | 'guess' | 'queue'>

/** The end that is ahead as the server said last, or null where nothing runs. */
export function comingEnd({ room, timer, queue }: Watched): RunEnd | null {
  if (!room || !queue || timer?.status !== 'running' || timer.endsAt === null) return null
  const index = currentIndex(timer, queue.segments)
  const segment = queue.segments[index]
  if (!segment) return null
  const next = queue.segments[index + 1] ?? null
  const nextIsBreak = next?.kind === 'break' || next?.kind === 'long_break'
  return {
    key: `${room.id}/${segment.id}/${timer.endsAt}`,
    roomId: room.id,
    at: timer.endsAt,
    kind: segment.countsAsFocus ? 'focus' : 'break',
    segment,
    next,
    goesOn: next !== null && (nextIsBreak ? room.autoStart.breaks : room.autoStart.focus),
  }
}

/**
 * Whether `end` came by itself, seen from a later state of the timer. Skipped, jumped and paused runs never reach
 * their end: the state that says so is older than it, or holds a run that began before it.
 */
export function cameToItsEnd(end: RunEnd, after: Timer): boolean {
  if (after.serverNow < end.at) return false
  if (after.startedAt !== null) return after.startedAt >= end.at
  return after.segmentId !== end.segment.id
}
