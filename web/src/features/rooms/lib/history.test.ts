import { describe, expect, it } from 'vitest'
import { focusSeconds, historyByDay, ranSeconds, type Run } from './history'

const noon = new Date(2027, 2, 10, 12, 0).getTime()
const minute = 60_000

const run = (changes: Partial<Run> = {}): Run => ({
  id: '1',
  segmentId: 'a',
  kind: 'focus',
  label: 'Focus',
  plannedSec: 1500,
  startedAt: noon,
  endedAt: noon + 40 * minute,
  endReason: 'completed',
  runningSec: 1200,
  intervals: [
    { startedAt: noon, endedAt: noon + 10 * minute },
    { startedAt: noon + 30 * minute, endedAt: noon + 40 * minute },
  ],
  ...changes,
})

describe('historyByDay', () => {
  it('draws what ran in fact, so a pause is a gap', () => {
    const [day] = historyByDay([run()], noon + 60 * minute)
    expect(day?.bars.map(({ start, width }) => [start, width])).toEqual([
      [0, 0.25],
      [0.75, 0.25],
    ])
  })

  it('lets the running one grow until now', () => {
    const running = run({
      endedAt: null,
      endReason: null,
      intervals: [{ startedAt: noon, endedAt: null }],
    })
    const [day] = historyByDay([running], noon + 5 * minute)
    expect(day).toMatchObject({ startsAt: noon, endsAt: noon + 5 * minute })
    expect(day?.bars[0]).toMatchObject({ start: 0, width: 1 })
  })

  it('keeps days apart, newest first as they came', () => {
    const yesterday = run({ id: '0', startedAt: noon - 24 * 60 * minute })
    expect(historyByDay([run(), yesterday], noon).map((day) => day.runs[0]?.id)).toEqual(['1', '0'])
  })

  it('shows even a blink, inside the line', () => {
    const blink = run({
      intervals: [{ startedAt: noon + 40 * minute - 1, endedAt: noon + 40 * minute }],
    })
    const bar = historyByDay([blink], noon + 60 * minute)[0]!.bars[0]!
    expect(bar.width).toBeGreaterThan(0.001)
    expect(bar.start + bar.width).toBeLessThanOrEqual(1)
  })
})

describe('ranSeconds', () => {
  it('trusts the server once a run is over', () => expect(ranSeconds(run(), noon)).toBe(1200))

  it('counts on for the one that runs now, without its pauses', () => {
    const open = run({
      runningSec: 600,
      intervals: [
        { startedAt: noon, endedAt: noon + 10 * minute },
        { startedAt: noon + 30 * minute, endedAt: null },
      ],
    })
    expect(ranSeconds(open, noon + 35 * minute)).toBe(900)
  })
})

it('focusSeconds leaves breaks out', () => {
  expect(focusSeconds([run(), run({ kind: 'break' })], noon)).toBe(1200)
})
