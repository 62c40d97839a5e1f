import { describe, expect, it } from 'vitest'
import { parseRoomCode } from './room-code'

describe('parseRoomCode', () => {
  it.each([
    'pomo-H7KQ2M',
    'POMO-H7KQ2M',
    'Pomo-h7kq2m',
    'h7kq2m',
    '  H7K Q2M ',
    'pomo h7kq2m',
    'pomoh7kq2m',
    'https://example.org/room/pomo-H7KQ2M',
    'https://example.org/room/h7kq2m?from=mail#top',
    'http://localhost:8080/join?code=pomo-H7KQ2M',
    '/join?from=mail&code=h7kq2m',
  ])('reads %j', (input) => {
    expect(parseRoomCode(input)).toBe('pomo-H7KQ2M')
  })

  it('takes a code whose own letters begin with POMO-like ones', () => {
    expect(parseRoomCode('PQMQ23')).toBe('pomo-PQMQ23')
  })

  it.each([
    '',
    'pomo-',
    'H7KQ2',
    'H7KQ2MM',
    'H7KQ2O',
    'H7KQ2I',
    'H7KQ20',
    'H7KQ21',
    'pomo-pomo-H7KQ2M',
    'ĤKQ2MA',
    'https://example.org/',
  ])('refuses %j', (input) => {
    expect(parseRoomCode(input)).toBeNull()
  })
})
