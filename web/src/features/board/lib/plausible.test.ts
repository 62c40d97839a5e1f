import { expect, it } from 'vitest'
import { isPlausible } from './plausible'
import { element } from './testing'

const box = { type: 'rectangle', x: 1, y: 2, width: 3, height: 4, angle: 0 }

it.each([
  ['a box', box],
  [
    'a line',
    {
      ...box,
      type: 'line',
      points: [
        [0, 0],
        [5, 5],
      ],
    },
  ],
  ['a stroke', { ...box, type: 'freedraw', points: [[0, 0]], pressures: [] }],
  ['a text', { ...box, type: 'text', text: 'Olá', fontSize: 20 }],
  ['an image', { ...box, type: 'image', fileId: '7', scale: [1, -1], crop: null }],
  ['what is deleted', { ...box, isDeleted: true }],
  ['a bound box', { ...box, boundElements: [{ id: 'a', type: 'arrow' }], groupIds: ['g'] }],
])('%s can be drawn', (_, fields) => {
  expect(isPlausible(element('e', fields))).toBe(true)
})

it.each([
  ['no kind', {}],
  ['an unknown kind', { ...box, type: 'bomb' }],
  ['a page of another host', { ...box, type: 'embeddable', link: 'https://example.org' }],
  ['a place that is a word', { ...box, x: 'left' }],
  ['a size beyond all measure', { ...box, width: 1e300 }],
  ['a line without points', { ...box, type: 'line' }],
  ['points that are none', { ...box, type: 'arrow', points: [[0], ['a', 1]] }],
  ['points that are no list', { ...box, type: 'freedraw', points: { length: 2 } }],
  ['a text that is none', { ...box, type: 'text', text: { length: 3 } }],
  ['bindings to nothing', { ...box, boundElements: [null] }],
  ['groups that are no list', { ...box, groupIds: 'all' }],
  ['a colour that is a number', { ...box, strokeColor: 7 }],
])('%s cannot', (_, fields) => {
  expect(isPlausible(element('e', fields))).toBe(false)
})
