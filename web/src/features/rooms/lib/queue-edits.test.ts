import { describe, expect, it } from 'vitest'
import {
  applyEdits,
  moveTo,
  newerQueue,
  parseMinutes,
  segmentChanges,
  templateSegments,
  withoutLanded,
  type QueueEdit,
} from './queue-edits'
import { segment } from './testing'

const list = [segment('a'), segment('b'), segment('c')]
const ids = (segments: readonly { id: string }[]) => segments.map((item) => item.id).join('')

describe('applyEdits', () => {
  it('lays all kinds of edits over the queue, in their order', () => {
    const edits: QueueEdit[] = [
      { type: 'add', key: '1', segment: segment('x'), index: 1 },
      { type: 'move', key: '2', id: 'c', index: 0 },
      { type: 'remove', key: '3', id: 'b' },
      { type: 'update', key: '4', id: 'a', changes: { label: 'Chapter 4', durationSec: 600 } },
    ]
    const result = applyEdits(list, edits)
    expect(ids(result)).toBe('cax')
    expect(result[1]).toMatchObject({ label: 'Chapter 4', durationSec: 600 })
    expect(ids(list)).toBe('abc')
  })

  it('is the same when the server already holds an edit', () => {
    const edits: QueueEdit[] = [
      { type: 'move', key: '1', id: 'c', index: 0 },
      { type: 'remove', key: '2', id: 'b' },
    ]
    const once = applyEdits(list, edits)
    expect(applyEdits(once, edits)).toEqual(once)
  })

  it('rolls back by leaving the edit out', () => expect(applyEdits(list, [])).toEqual(list))
})

it.each([
  ['a', 2, 'bca'],
  ['c', 0, 'cab'],
  ['b', 1, 'abc'],
  ['gone', 0, 'abc'],
])('moveTo %s to %d gives %s', (id, index, expected) =>
  expect(ids(moveTo(list, id, index))).toBe(expected),
)

it('newerQueue drops an older event', () => {
  const held = { version: 3, segments: list }
  expect(newerQueue(held, { version: 2, segments: [] })).toBe(held)
  expect(newerQueue(held, { version: 4, segments: [] }).version).toBe(4)
})

describe('withoutLanded', () => {
  const before = { version: 1, segments: list }
  const add = (key: string): QueueEdit => ({
    type: 'add',
    key,
    segment: segment(key, { label: 'Focus' }),
    index: 3,
  })

  it('drops exactly as many additions as arrived', () => {
    const after = { version: 2, segments: [...list, segment('n', { label: 'Focus' })] }
    expect(withoutLanded([add('1'), add('2')], before, after).map((edit) => edit.key)).toEqual([
      '2',
    ])
  })

  it('keeps an addition when somebody else changed the queue', () => {
    const after = { version: 2, segments: [...list, segment('n', { label: 'Other' })] }
    expect(withoutLanded([add('1')], before, after)).toHaveLength(1)
  })
})

describe('templateSegments', () => {
  it('classic ends in a long break', () => {
    expect(templateSegments('classic').map((s) => s.durationSec / 60)).toEqual([
      25, 5, 25, 5, 25, 5, 25, 15,
    ])
    expect(templateSegments('classic').at(-1)?.kind).toBe('long_break')
  })
  it('the others repeat their pair', () => {
    expect(templateSegments('fifty_ten').map((s) => s.durationSec / 60)).toEqual([
      50, 10, 50, 10, 50, 10,
    ])
    expect(templateSegments('sprint')).toHaveLength(8)
  })
})

describe('segmentChanges', () => {
  const focus = segment('a', { label: 'Focus', durationSec: 1500 })
  const wanted = { kind: 'focus', label: 'Foco', durationSec: 1500 } as const

  it('is nothing when the name is left as it was shown, in any language', () => {
    expect(segmentChanges(focus, 'Foco', wanted)).toEqual({})
    expect(segmentChanges(focus, 'Foco', { ...wanted, label: '   ' })).toEqual({})
  })

  it('trims a new name and sends what else changed', () => {
    const changes = { ...wanted, label: ' Chapter 4 ', durationSec: 600 }
    expect(segmentChanges(focus, 'Foco', changes)).toEqual({ label: 'Chapter 4', durationSec: 600 })
  })

  it('lets a default name follow the kind, but not a name of its own', () => {
    expect(segmentChanges(focus, 'Foco', { ...wanted, kind: 'break' })).toEqual({
      kind: 'break',
      label: 'Short break',
    })
    const named = segment('b', { label: 'Read' })
    expect(segmentChanges(named, 'Read', { ...wanted, label: 'Read', kind: 'break' })).toEqual({
      kind: 'break',
    })
  })
})

it.each([
  ['', 25],
  ['abc', 25],
  ['0', 1],
  ['-4', 1],
  ['999', 120],
  ['12.4', 12],
  ['7,6', 8],
])('parseMinutes %j is %d', (text, expected) => expect(parseMinutes(text, 25)).toBe(expected))
