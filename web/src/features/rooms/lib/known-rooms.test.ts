import { beforeEach, describe, expect, it } from 'vitest'
import {
  forgetAllRooms,
  forgetRoom,
  knownRooms,
  noteGone,
  noteVisit,
  setFavourite,
} from './known-rooms'

const room = (code: string, name: string | null = null) => ({ code, name, theme: 'sky' as const })
const codes = () => knownRooms().map(({ code }) => code)
const symbols = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const nth = (n: number) => `pomo-AAAA${symbols[Math.floor(n / 32)]}${symbols[n % 32]}`

beforeEach(() => localStorage.clear())

describe('the rooms this browser knows', () => {
  it('stand in the order of visits, each once, under their latest name', () => {
    noteVisit(room('pomo-AAAAAA'), 1)
    noteVisit(room('pomo-BBBBBB'), 2)
    noteVisit(room('pomo-AAAAAA', 'Thesis'), 3)
    expect(codes()).toEqual(['pomo-AAAAAA', 'pomo-BBBBBB'])
    expect(knownRooms()[0]).toMatchObject({ name: 'Thesis', theme: 'sky', gone: false })
  })

  it('keep favourites first, through visits and beyond thirty others', () => {
    noteVisit(room('pomo-BBBBBB'), 1)
    setFavourite('pomo-BBBBBB', true)
    for (let i = 0; i < 40; i++) noteVisit(room(nth(i)), 10 + i)
    expect(codes()).toHaveLength(30)
    expect(codes()[0]).toBe('pomo-BBBBBB')
    expect(codes()[1]).toBe(nth(39))
    noteVisit(room('pomo-BBBBBB'), 100)
    expect(knownRooms()[0]?.favourite).toBe(true)
    setFavourite('pomo-BBBBBB', false)
    noteVisit(room(nth(1)), 200)
    expect(codes()[0]).toBe(nth(1))
  })

  it('are forgotten one by one or all at once', () => {
    noteVisit(room('pomo-AAAAAA'), 1)
    noteVisit(room('pomo-BBBBBB'), 2)
    forgetRoom('pomo-BBBBBB')
    expect(codes()).toEqual(['pomo-AAAAAA'])
    forgetAllRooms()
    expect(codes()).toEqual([])
  })

  it('remember that one is gone, until it is visited again', () => {
    noteVisit(room('pomo-AAAAAA'), 1)
    noteGone('pomo-AAAAAA')
    expect(knownRooms()[0]?.gone).toBe(true)
    noteVisit(room('pomo-AAAAAA'), 2)
    expect(knownRooms()[0]?.gone).toBe(false)
  })

  it.each([
    ['no JSON', '{'],
    ['no list', '{"code":"pomo-AAAAAA"}'],
    ['no codes', '[1,null,{"code":7},{"code":"x"}]'],
  ])('read what is not ours as nothing: %s', (_, text) => {
    localStorage.setItem('pomopomo.rooms:v1', text)
    expect(knownRooms()).toEqual([])
  })
})
