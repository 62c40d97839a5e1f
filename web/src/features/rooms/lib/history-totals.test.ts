import { describe, expect, it } from 'vitest'
import { historyByDay, type Run } from './history'
import { barsByDay, totalsOf } from './history-totals'

const minute = 60_000
const noon = new Date(2026, 10, 22, 12).getTime()

/** Ran `ran` of its minutes, with a pause before its end. */
function run(kind: Run['kind'], startedAt: number, ran: number, paused = 0): Run {
  const endedAt = startedAt + (ran + paused) * minute
  return {
    id: String(startedAt),
    segmentId: '1',
    kind,
    label: kind,
    plannedSec: 25 * 60,
    startedAt,
    endedAt,
    endReason: 'completed',
    runningSec: ran * 60,
    intervals: [{ startedAt, endedAt: startedAt + ran * minute }],
  }
}

describe('what ran in a room, added up', () => {
  it('tells focus, breaks, the rest and pauses apart, and what was planned', () => {
    const runs = [
      run('focus', noon, 25, 5),
      run('break', noon + 40 * minute, 5),
      run('long_break', noon + 50 * minute, 10),
      run('custom', noon + 70 * minute, 3),
    ]
    expect(totalsOf(runs, noon)).toEqual({
      focus: 25 * 60,
      rest: 15 * 60,
      other: 3 * 60,
      paused: 5 * 60,
      planned: 100 * 60,
    })
  })

  it('counts what runs now until now', () => {
    const open = {
      ...run('focus', noon, 0),
      endedAt: null,
      endReason: null,
      intervals: [{ startedAt: noon, endedAt: null }],
    }
    expect(totalsOf([open], noon + 10 * minute)).toMatchObject({ focus: 600, paused: 0 })
  })

  it('makes a bar for each day, oldest first, to the scale of the longest day or plan', () => {
    const yesterday = noon - 24 * 60 * minute
    const days = historyByDay([run('focus', noon, 60), run('focus', yesterday, 10)], noon)
    const bars = barsByDay(days, noon)
    expect(bars.map(({ parts }) => parts.focus)).toEqual([600, 3600])
    expect(bars.every(({ scale }) => scale === 3600)).toBe(true)
  })
})
