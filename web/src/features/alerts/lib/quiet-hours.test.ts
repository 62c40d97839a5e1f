import { describe, expect, it } from 'vitest'
import { isQuiet } from './quiet-hours'

const at = (time: string) => new Date(`2026-05-04T${time}:00`)

describe('isQuiet', () => {
  it.each([
    ['22:00', '07:00', '21:59', false],
    ['22:00', '07:00', '22:00', true],
    ['22:00', '07:00', '03:00', true],
    ['22:00', '07:00', '07:00', false],
    ['12:00', '13:30', '12:45', true],
    ['12:00', '13:30', '13:30', false],
    ['00:00', '00:00', '15:00', true],
  ])('from %s to %s, at %s: %s', (from, to, now, quiet) => {
    expect(isQuiet({ on: true, from, to }, at(now))).toBe(quiet)
  })

  it('is never where there are none', () => {
    expect(isQuiet({ on: false, from: '22:00', to: '07:00' }, at('23:00'))).toBe(false)
  })
})
