import { describe, expect, it } from 'vitest'
import { allDoneAt, formatTimeOfDay, predictedEnds } from './predictions'
import { segment, timer } from './testing'

const minute = 60_000
const now = 1_800_000_000_000
const queue = [segment('a'), segment('b', { kind: 'break', durationSec: 300 }), segment('c')]

describe('predictedEnds', () => {
  it('starts at endsAt while running and leaves out what is over', () => {
    const t = timer({ status: 'running', index: 1, segmentId: 'b', endsAt: now + 2 * minute })
    expect(predictedEnds(t, queue, now)).toEqual([null, now + 2 * minute, now + 27 * minute])
  })

  it('does not move while running as time goes by', () => {
    const t = timer({ status: 'running', endsAt: now + 10 * minute })
    expect(predictedEnds(t, queue, now + 5 * minute)).toEqual(predictedEnds(t, queue, now))
  })

  it('starts now with what is left when paused', () => {
    const t = timer({ status: 'paused', remainingMs: 15 * minute })
    expect(predictedEnds(t, queue, now)).toEqual([
      now + 15 * minute,
      now + 20 * minute,
      now + 45 * minute,
    ])
  })

  it('is as if started now when idle, and moves with the time', () => {
    expect(allDoneAt(timer(), queue, now)).toBe(now + 55 * minute)
    expect(allDoneAt(timer(), queue, now + minute)).toBe(now + 56 * minute)
  })

  it('predicts nothing after the end or for an empty queue', () => {
    const ended = timer({ status: 'ended', index: 2, segmentId: null, remainingMs: 0 })
    expect(predictedEnds(ended, queue, now)).toEqual([null, null, null])
    expect(allDoneAt(timer({ segmentId: null }), [], now)).toBeNull()
  })
})

it('writes the time of day as the locale does', () => {
  const at = new Date(2027, 0, 5, 15, 53).getTime()
  expect(formatTimeOfDay(at, 'en-US').replace(/\s/g, ' ')).toBe('3:53 PM')
  expect(formatTimeOfDay(at, 'pt')).toBe('15:53')
})
