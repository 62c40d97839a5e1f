import type { Schemas } from '@/lib/api/client'

export type Run = Schemas['Run']

export type Bar = {
  id: string
  kind: Run['kind']
  /** Share of the day's length before it, and of its own, 0 to 1. */
  start: number
  width: number
}

export type Day = { key: string; startsAt: number; endsAt: number; runs: Run[]; bars: Bar[] }

/** Shorter stretches are drawn this wide, so that everything that ran is seen. */
const minWidth = 0.004

/**
 * Runs (newest first) by the local day they began on, each day with the bars of a time line from its first start to
 * its last end. Bars are what ran in fact: pauses are gaps.
 */
export function historyByDay(runs: readonly Run[], now: number): Day[] {
  const days = new Map<string, Run[]>()
  for (const run of runs) {
    const key = new Date(run.startedAt).toDateString()
    days.set(key, [...(days.get(key) ?? []), run])
  }
  return [...days].map(([key, list]) => {
    const startsAt = Math.min(...list.map((run) => run.startedAt))
    const endsAt = Math.max(...list.map((run) => run.endedAt ?? now), startsAt + 1)
    return { key, startsAt, endsAt, runs: list, bars: barsOf(list, startsAt, endsAt, now) }
  })
}

function barsOf(runs: readonly Run[], startsAt: number, endsAt: number, now: number): Bar[] {
  const length = endsAt - startsAt
  return runs.flatMap((run) =>
    run.intervals.map((interval, index) => {
      const width = Math.max(minWidth, ((interval.endedAt ?? now) - interval.startedAt) / length)
      const start = Math.min((interval.startedAt - startsAt) / length, 1 - width)
      return { id: `${run.id}-${index}`, kind: run.kind, start: Math.max(0, start), width }
    }),
  )
}

/** How long a run ran so far, in seconds: what the server counted, or the time since for the one that runs now. */
export function ranSeconds(run: Run, now: number): number {
  const open = run.intervals.find((interval) => interval.endedAt === null)
  if (!open) return run.runningSec
  const closed = run.intervals
    .filter((interval) => interval.endedAt !== null)
    .reduce((sum, interval) => sum + (interval.endedAt! - interval.startedAt), 0)
  return Math.max(run.runningSec, Math.floor((closed + now - open.startedAt) / 1_000))
}

/** Seconds of focus among the runs. */
export function focusSeconds(runs: readonly Run[], now: number): number {
  return runs
    .filter((run) => run.kind === 'focus')
    .reduce((sum, run) => sum + ranSeconds(run, now), 0)
}
