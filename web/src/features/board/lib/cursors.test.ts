import { describe, expect, it } from 'vitest'
import { cursorColourId, Cursors } from './cursors'

const people = new Map([
  ['1', { name: 'Ana' }],
  ['2', { name: 'Bea' }],
])

describe('Cursors', () => {
  it('shows where each pointer was last', () => {
    const cursors = new Cursors()
    cursors.moved('1', 5, 6, 0)
    cursors.moved('1', 7, 8, 10)
    expect([...cursors.shown(people, 20)]).toEqual([['1', { x: 7, y: 8, movedAt: 10 }]])
  })

  it('forgets those who left or fell silent, and what is no place', () => {
    const cursors = new Cursors()
    cursors.moved('1', 1, 1, 0)
    cursors.moved('2', 1, 1, 14_000)
    cursors.moved('stranger', 1, 1, 14_000)
    cursors.moved('2', NaN, 1, 14_500)
    expect([...cursors.shown(people, 16_000).keys()]).toEqual(['2'])
    expect([...cursors.shown(new Map(), 16_000).keys()]).toEqual([])
    expect(cursors.isEmpty).toBe(true)
  })
})

describe('cursorColourId', () => {
  // As the editor does it: hue = (hash % 37) * 10, and the hash of one letter is its code.
  const hueOf = (id: string) => (id.charCodeAt(0) % 37) * 10

  it.each([
    ['#ff0000', 0],
    ['#ffff00', 60],
    ['#00ff00', 120],
    ['#0000ff', 240],
    ['#86dcd2', 170],
    ['#808080', 0],
  ])('of %s gives hue %i', (color, hue) => {
    expect(cursorColourId(color)).toHaveLength(1)
    expect(hueOf(cursorColourId(color))).toBe(hue)
  })
})
