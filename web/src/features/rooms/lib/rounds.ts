import { currentIndex } from './timer'
import type { Segment, Timer } from '@api/events'

export type RoundState = 'done' | 'current' | 'ahead'
export type Rounds = { number: number; total: number; states: RoundState[] }

/**
 * "Round 2 of 3": one round per focus segment; a break belongs to the round before it. Null without any focus.
 * Before the first focus it is round 1, after the end all are done.
 */
export function rounds(timer: Timer, segments: readonly Segment[]): Rounds | null {
  const focus = segments.flatMap((segment, index) => (isFocus(segment) ? [index] : []))
  if (focus.length === 0) return null
  const ended = timer.status === 'ended'
  const current = ended ? segments.length : currentIndex(timer, segments)
  const begun = focus.filter((index) => index <= current).length
  const number = Math.max(1, begun)
  const states = focus.map((index, i): RoundState => {
    if (index < current && (ended || i < number - 1)) return 'done'
    return i === number - 1 ? 'current' : 'ahead'
  })
  return { number, total: focus.length, states }
}

function isFocus(segment: Segment): boolean {
  return segment.kind === 'focus' || (segment.kind === 'custom' && segment.countsAsFocus)
}
