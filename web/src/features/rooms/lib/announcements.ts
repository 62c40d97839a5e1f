import type { Timer } from '@api/events'

/** What the live region says and when the room alerts; nothing else is ever announced (Q1). */
export type Announcement =
  'started' | 'five-minutes' | 'one-minute' | 'next-started' | 'segment-over' | 'all-over'

export type Moment = Pick<Timer, 'status' | 'segmentId' | 'plannedSec'> & { leftSec: number }

/**
 * The announcement between two moments of a room, or null. A segment that ended by itself and was followed by the
 * next one is a single sentence; one that stops at its end (auto-start off) says so.
 */
export function announcementBetween(before: Moment, after: Moment): Announcement | null {
  if (after.status === 'ended') return before.status === 'ended' ? null : 'all-over'
  const sameSegment = before.segmentId === after.segmentId
  if (after.status === 'running') {
    if (before.status === 'running' && !sameSegment) return 'next-started'
    if (before.status !== 'running' || !sameSegment) return 'started'
    if (crossed(before, after, 60)) return 'one-minute'
    if (crossed(before, after, 300)) return 'five-minutes'
    return null
  }
  const stoppedAtEnd = before.status === 'running' && after.status === 'idle' && !sameSegment
  return stoppedAtEnd ? 'segment-over' : null
}

function crossed(before: Moment, after: Moment, seconds: number): boolean {
  return after.plannedSec > seconds && before.leftSec > seconds && after.leftSec <= seconds
}
