import type { Segment, Timer } from '@api/events'
import { currentIndex, remainingMs } from '@/features/rooms/lib/timer'

/**
 * The timer's rules for one person, as server/src/rooms/timer.cpp has them, for as long as there is no server. All
 * functions are pure; `now` is the clock that the timer's own times are in. (A pause too long, R7, is left to the
 * server: it cannot matter to somebody who looks at the paused clock.)
 */
export interface Plan {
  segments: readonly Segment[]
  autoStart: { focus: boolean; breaks: boolean }
}

/** The segment `index`, not started; behind the last one the queue has ended. */
export function standAt(plan: Plan, index: number): Timer {
  const segment = plan.segments[index]
  const common = { version: 1, startedAt: null, endsAt: null, serverNow: 0 }
  if (!segment) {
    const last = Math.max(0, plan.segments.length - 1)
    return {
      ...common,
      status: 'ended',
      index: last,
      segmentId: null,
      plannedSec: 0,
      remainingMs: 0,
    }
  }
  const plannedSec = segment.durationSec
  const remaining = plannedSec * 1_000
  return {
    ...common,
    status: 'idle',
    index,
    segmentId: segment.id,
    plannedSec,
    remainingMs: remaining,
  }
}

export function startAt(plan: Plan, index: number, now: number): Timer {
  const idle = standAt(plan, index)
  if (idle.status === 'ended') return idle
  return { ...idle, status: 'running', startedAt: now, endsAt: now + idle.remainingMs }
}

/** Ends what is over at `now`, each at its own time, and starts what follows by itself (R4, R6). */
export function advance(timer: Timer, plan: Plan, now: number): Timer {
  let state = timer
  while (state.status === 'running' && state.endsAt !== null && state.endsAt <= now) {
    const next = indexIn(plan, state) + 1
    const follows = plan.segments[next]
    state =
      follows && startsByItself(plan, follows)
        ? startAt(plan, next, state.endsAt)
        : standAt(plan, next)
  }
  return state
}

/** Running goes on to the next, otherwise the next stands there unstarted; after the last it has ended (R5). */
export function skip(timer: Timer, plan: Plan, now: number): Timer {
  if (timer.status === 'ended') return timer
  const next = indexIn(plan, timer) + 1
  return timer.status === 'running' ? startAt(plan, next, now) : standAt(plan, next)
}

const minRemainingMs = 1_000
const maxRemainingMs = 2 * 60 * 60_000

export function adjust(timer: Timer, deltaSec: number, now: number): Timer {
  if (timer.status !== 'running' && timer.status !== 'paused') return timer
  const wanted = remainingMs(timer, now) + deltaSec * 1_000
  const left = Math.min(maxRemainingMs, Math.max(minRemainingMs, wanted))
  return timer.status === 'running'
    ? { ...timer, endsAt: now + left, remainingMs: left }
    : { ...timer, remainingMs: left }
}

/** How long focus ran between two instants if nobody touched the timer, in ms. */
export function focusBetween(timer: Timer, plan: Plan, from: number, to: number): number {
  let focused = 0
  let at = from
  let state = advance(timer, plan, from)
  while (at < to && state.status === 'running' && state.endsAt !== null) {
    const until = Math.min(to, state.endsAt)
    if (isFocus(plan.segments[state.index])) focused += until - at
    at = until
    state = advance(state, plan, at)
  }
  return focused
}

function indexIn(plan: Plan, timer: Timer): number {
  return Math.max(0, currentIndex(timer, plan.segments))
}

function startsByItself({ autoStart }: Plan, { kind }: Segment): boolean {
  return kind === 'break' || kind === 'long_break' ? autoStart.breaks : autoStart.focus
}

function isFocus(segment: Segment | undefined): boolean {
  return segment?.kind === 'focus' || (segment?.kind === 'custom' && segment.countsAsFocus)
}
