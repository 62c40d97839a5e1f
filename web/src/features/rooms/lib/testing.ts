import type { Segment, Timer } from '@api/events'

/** Objects for tests: a running-free timer of 25 minutes, and a segment named after its id. */
export function timer(changes: Partial<Timer> = {}): Timer {
  return {
    version: 1,
    status: 'idle',
    index: 0,
    segmentId: 'a',
    plannedSec: 1500,
    startedAt: null,
    endsAt: null,
    remainingMs: 1_500_000,
    serverNow: 0,
    ...changes,
  }
}

export function segment(id: string, changes: Partial<Segment> = {}): Segment {
  return { id, kind: 'focus', label: id, durationSec: 1500, countsAsFocus: true, ...changes }
}
