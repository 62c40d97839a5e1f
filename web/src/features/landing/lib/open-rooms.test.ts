import { describe, expect, it } from 'vitest'
import { countNew, inPlace, type OpenRoom } from './open-rooms'

const open = (id: string, memberCount = 1) => ({ room: { id }, memberCount }) as OpenRoom

describe('open rooms on a page that stands still', () => {
  it('change where they are, and are marked when they close', () => {
    const shown = inPlace([open('1'), open('2')], [open('3'), open('2', 5)])
    expect(shown.map(({ room, memberCount, closed }) => [room.id, memberCount, closed])).toEqual([
      ['1', 1, true],
      ['2', 5, undefined],
    ])
  })

  it('open again where they closed', () => {
    const closed = inPlace([open('1')], [])
    expect(inPlace(closed, [open('1')])[0]?.closed).toBeUndefined()
  })

  it('are counted while they wait', () => {
    expect(countNew([open('1')], [open('3'), open('1'), open('2')])).toBe(2)
    expect(countNew([open('1')], [])).toBe(0)
  })
})
