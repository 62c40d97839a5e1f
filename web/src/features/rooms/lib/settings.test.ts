import type { Room } from '@api/events'
import { expect, it } from 'vitest'
import { changedSettings, parseCapacity } from './settings'

const room: Room = {
  id: '1',
  code: 'pomo-ABCDEF',
  name: 'Thesis',
  theme: 'tomato',
  visibility: 'link',
  capacity: 20,
  locked: false,
  autoStart: { focus: true, breaks: true },
  quietChat: false,
  boardLocked: false,
  hostId: '2',
  createdAt: 0,
  expiresAt: 1,
}

it('sends only what changed', () => {
  expect(changedSettings(room, room)).toEqual({})
  expect(
    changedSettings(room, { ...room, locked: true, autoStart: { focus: false, breaks: true } }),
  ).toEqual({ locked: true, autoStart: { focus: false } })
})

it('trims the name, and an emptied one is none', () => {
  expect(changedSettings(room, { ...room, name: ' Thesis ' })).toEqual({})
  expect(changedSettings(room, { ...room, name: '  ' })).toEqual({ name: null })
})

it.each([
  ['', 20],
  ['x', 20],
  ['1', 2],
  ['99999', 1000],
  ['12.9', 12],
])('parseCapacity %j is %d', (text, expected) => expect(parseCapacity(text, 20)).toBe(expected))
