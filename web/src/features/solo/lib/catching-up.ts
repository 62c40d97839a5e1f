import type { Timer } from '@api/events'
import { remainingMs } from '@/features/rooms/lib/timer'

export type Step =
  | { event: 'timer:play'; payload: { index?: number } }
  | { event: 'timer:pause' | 'timer:skip' | 'timer:restart'; payload: Record<string, never> }
  | { event: 'timer:adjust'; payload: { deltaSec: number } }

/** Differences up to this are the way to the server and back, not worth a command. */
export const toleranceMs = 2_500
const maxAdjustSec = 1_800

const jump = (index: number): Step => ({ event: 'timer:play', payload: { index } })
const play: Step = { event: 'timer:play', payload: {} }
const pause: Step = { event: 'timer:pause', payload: {} }
const skip: Step = { event: 'timer:skip', payload: {} }
const restart: Step = { event: 'timer:restart', payload: {} }

/** The commands that bring the server's timer to where ours went without it; none where both agree already. */
export function stepsTowards(ours: Timer, theirs: Timer, now: number): Step[] {
  if (ours.status === 'ended') return theirs.status === 'ended' ? [] : toTheEnd(ours.index, theirs)
  if (ours.status === 'idle') return toIdle(ours.index, theirs)
  return toRun(ours, theirs, now)
}

function toTheEnd(last: number, theirs: Timer): Step[] {
  return theirs.index === last ? [skip] : [jump(last), skip]
}

function toIdle(index: number, theirs: Timer): Step[] {
  if (theirs.status === 'idle' && theirs.index === index) return []
  if (index === 0) return [restart]
  // A skip of what does not run leaves the next one unstarted.
  const before = index - 1
  const isThere =
    theirs.index === before && (theirs.status === 'idle' || theirs.status === 'paused')
  if (isThere) return [skip]
  const runsThere = theirs.index === before && theirs.status === 'running'
  return runsThere ? [pause, skip] : [jump(before), pause, skip]
}

function toRun(ours: Timer, theirs: Timer, now: number): Step[] {
  const hasRun = theirs.status === 'running' || theirs.status === 'paused'
  const sameRun = hasRun && theirs.index === ours.index
  const steps: Step[] = sameRun ? [] : [jump(ours.index)]
  const left = sameRun ? remainingMs(theirs, now) : ours.plannedSec * 1_000
  const differenceMs = remainingMs(ours, now) - left
  if (Math.abs(differenceMs) > toleranceMs) steps.push(...adjustments(differenceMs))
  const runs = !sameRun || theirs.status === 'running'
  if (runs && ours.status === 'paused') steps.push(pause)
  if (!runs && ours.status === 'running') steps.push(play)
  return steps
}

function adjustments(differenceMs: number): Step[] {
  const steps: Step[] = []
  for (let left = Math.round(differenceMs / 1_000); left !== 0;) {
    const deltaSec = Math.max(-maxAdjustSec, Math.min(maxAdjustSec, left))
    steps.push({ event: 'timer:adjust', payload: { deltaSec } })
    left -= deltaSec
  }
  return steps
}
