import { describe, expect, it } from 'vitest'
import { rounds } from './rounds'
import { segment, timer } from './testing'

const queue = [
  segment('f1'),
  segment('b1', { kind: 'break', countsAsFocus: false }),
  segment('f2'),
  segment('b2', { kind: 'break', countsAsFocus: false }),
  segment('f3', { kind: 'custom' }),
]
const at = (index: number) => timer({ index, segmentId: queue[index]!.id })

describe('rounds', () => {
  it('counts focus segments, a break belongs to the round before', () => {
    expect(rounds(at(0), queue)).toEqual({
      number: 1,
      total: 3,
      states: ['current', 'ahead', 'ahead'],
    })
    expect(rounds(at(1), queue)?.number).toBe(1)
    expect(rounds(at(2), queue)).toEqual({
      number: 2,
      total: 3,
      states: ['done', 'current', 'ahead'],
    })
    expect(rounds(at(4), queue)?.number).toBe(3)
  })

  it('is all done at the end', () => {
    const ended = timer({ status: 'ended', index: 4, segmentId: null })
    expect(rounds(ended, queue)).toEqual({ number: 3, total: 3, states: ['done', 'done', 'done'] })
  })

  it('starts at round 1 when the queue begins with a break', () => {
    const breakFirst = queue.slice(1)
    expect(rounds(timer({ segmentId: 'b1' }), breakFirst)?.number).toBe(1)
  })

  it('is null without any focus', () => {
    expect(rounds(timer(), [segment('b', { kind: 'break', countsAsFocus: false })])).toBeNull()
    expect(rounds(timer({ segmentId: null }), [])).toBeNull()
  })
})
