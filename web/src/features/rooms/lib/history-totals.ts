import { ranSeconds, type Day, type Run } from './history'

/** Seconds by what they were for. `paused`: between the start and the end of runs, but not running. */
export type Totals = { focus: number; rest: number; other: number; paused: number; planned: number }

export function totalsOf(runs: readonly Run[], now: number): Totals {
  const totals: Totals = { focus: 0, rest: 0, other: 0, paused: 0, planned: 0 }
  for (const run of runs) {
    const ran = ranSeconds(run, now)
    totals[groupOf(run.kind)] += ran
    totals.planned += run.plannedSec
    totals.paused += Math.max(0, Math.round(((run.endedAt ?? now) - run.startedAt) / 1000) - ran)
  }
  return totals
}

export function groupOf(kind: Run['kind']): 'focus' | 'rest' | 'other' {
  if (kind === 'focus') return 'focus'
  return kind === 'custom' ? 'other' : 'rest'
}

/** A bar of a chart: the stacked parts and the plan, as shares of the tallest. */
export type DayBar = { key: string; startsAt: number; parts: Totals; scale: number }

/** One bar a day, oldest first, all to the same scale. */
export function barsByDay(days: readonly Day[], now: number): DayBar[] {
  const bars = days.toReversed().map((day) => ({
    key: day.key,
    startsAt: day.startsAt,
    parts: totalsOf(day.runs, now),
  }))
  const heights = bars.map(({ parts }) => Math.max(stackOf(parts), parts.planned))
  const scale = Math.max(1, ...heights)
  return bars.map((bar) => ({ ...bar, scale }))
}

export function stackOf({ focus, rest, other, paused }: Totals): number {
  return focus + rest + other + paused
}
