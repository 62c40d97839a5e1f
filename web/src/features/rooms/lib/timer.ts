import type { Segment, SegmentKind, Timer } from '@api/events'

/** What is left of the present segment at server time `now`, in ms, never below zero (R1, R3). */
export function remainingMs(timer: Timer, now: number): number {
  const left =
    timer.status === 'running' && timer.endsAt !== null ? timer.endsAt - now : timer.remainingMs
  return Math.max(0, left)
}

/** Whole seconds to show: 25:00 stays for the whole first second and 0:00 comes only at the end. */
export function shownSeconds(ms: number): number {
  return Math.ceil(ms / 1_000)
}

/** Keeps the newer of two states: every transition raises `version`, so lower ones came late (R1). */
export function newerTimer(current: Timer | null, incoming: Timer): Timer {
  return current !== null && incoming.version < current.version ? current : incoming
}

/** Index of the present segment in `segments`: by id where it is there, by number otherwise; -1 after the end. */
export function currentIndex(timer: Timer, segments: readonly Segment[]): number {
  if (timer.status === 'ended') return -1
  const byId = segments.findIndex((segment) => segment.id === timer.segmentId)
  if (byId >= 0) return byId
  return timer.index < segments.length ? timer.index : -1
}

/** Share of the segment still left, 0 to 1; minutes added by the host can only fill the ring, not overflow it. */
export function remainingShare(timer: Timer, now: number): number {
  if (timer.plannedSec <= 0) return 0
  return Math.min(1, remainingMs(timer, now) / (timer.plannedSec * 1_000))
}

/** `MM:SS`, minutes may pass 59. */
export function formatClock(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return `${String(minutes).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}

export type Phase = 'focus' | 'break' | 'rest'

/** Which of the three colours a kind wears. */
export function phaseOf(kind: SegmentKind | undefined): Phase {
  if (kind === 'break') return 'break'
  return kind === 'long_break' ? 'rest' : 'focus'
}

/** The state as it will be once the server agrees: pausing and starting feel instant, the next state corrects. */
export function predictPause(timer: Timer, now: number): Timer {
  if (timer.status !== 'running') return timer
  return {
    ...timer,
    status: 'paused',
    remainingMs: remainingMs(timer, now),
    startedAt: null,
    endsAt: null,
  }
}

export function predictPlay(timer: Timer, now: number): Timer {
  if (timer.status !== 'paused' && timer.status !== 'idle') return timer
  if (timer.segmentId === null) return timer
  return { ...timer, status: 'running', startedAt: now, endsAt: now + timer.remainingMs }
}
