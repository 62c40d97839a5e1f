import { describe, expect, it } from 'vitest'
import {
  currentIndex,
  formatClock,
  newerTimer,
  phaseOf,
  predictPause,
  predictPlay,
  remainingMs,
  remainingShare,
  shownSeconds,
} from './timer'
import { segment, timer } from './testing'

const minute = 60_000
const now = 1_800_000_000_000

describe('remainingMs', () => {
  it('counts down to endsAt while running, and stops at zero', () => {
    const running = timer({ status: 'running', endsAt: now + 10 * minute })
    expect(remainingMs(running, now)).toBe(10 * minute)
    expect(remainingMs(running, now + 11 * minute)).toBe(0)
  })

  it('shows 15:00 after a pause at 10:00 of 25:00, whatever the time is', () => {
    const paused = timer({ status: 'paused', remainingMs: 15 * minute })
    expect(remainingMs(paused, now)).toBe(15 * minute)
    expect(remainingMs(paused, now + 90 * minute)).toBe(15 * minute)
  })

  it('shows the full length of a segment nobody started', () => {
    expect(remainingMs(timer({ status: 'idle', remainingMs: 25 * minute }), now)).toBe(25 * minute)
  })
})

describe('shownSeconds', () => {
  it.each([
    [1_500_000, 1500],
    [1_499_999.5, 1500],
    [1_499_000, 1499],
    [1, 1],
    [0, 0],
  ])('%d ms are %d s', (ms, seconds) => expect(shownSeconds(ms)).toBe(seconds))
})

describe('newerTimer', () => {
  it('takes the first, an equal and a higher version, and drops a lower one', () => {
    const held = timer({ version: 7 })
    expect(newerTimer(null, held)).toBe(held)
    const same = timer({ version: 7, serverNow: now })
    expect(newerTimer(held, same)).toBe(same)
    expect(newerTimer(held, timer({ version: 6 }))).toBe(held)
    expect(newerTimer(held, timer({ version: 8 })).version).toBe(8)
  })
})

describe('currentIndex', () => {
  const queue = [segment('a'), segment('b'), segment('c')]
  it('follows the segment when the queue was sorted before the timer told', () => {
    expect(currentIndex(timer({ segmentId: 'c', index: 1 }), queue)).toBe(2)
  })
  it('falls back to the number, and is -1 when ended or empty', () => {
    expect(currentIndex(timer({ segmentId: 'gone', index: 1 }), queue)).toBe(1)
    expect(currentIndex(timer({ status: 'ended', index: 2, segmentId: null }), queue)).toBe(-1)
    expect(currentIndex(timer({ segmentId: null, index: 0 }), [])).toBe(-1)
  })
})

describe('predictions of the host', () => {
  it('pause keeps what is left, play goes on from there', () => {
    const running = timer({ status: 'running', startedAt: now, endsAt: now + 20 * minute })
    const paused = predictPause(running, now + 5 * minute)
    expect(paused).toMatchObject({ status: 'paused', remainingMs: 15 * minute, endsAt: null })
    const resumed = predictPlay(paused, now + 60 * minute)
    expect(resumed).toMatchObject({ status: 'running', endsAt: now + 75 * minute })
  })
  it('change nothing where the server would refuse', () => {
    const ended = timer({ status: 'ended', segmentId: null })
    expect(predictPlay(ended, now)).toBe(ended)
    expect(predictPause(ended, now)).toBe(ended)
  })
})

it('never fills the ring beyond full', () => {
  const long = timer({ status: 'paused', plannedSec: 1500, remainingMs: 30 * minute })
  expect(remainingShare(long, now)).toBe(1)
  expect(remainingShare(timer({ plannedSec: 0 }), now)).toBe(0)
})

it('formats minutes past the hour', () => {
  expect([0, 59, 1500, 7200].map(formatClock)).toEqual(['00:00', '00:59', '25:00', '120:00'])
})

it('gives each kind a colour', () => {
  expect(['focus', 'custom', 'break', 'long_break'].map((k) => phaseOf(k as never))).toEqual([
    'focus',
    'focus',
    'break',
    'rest',
  ])
  expect(phaseOf(undefined)).toBe('focus')
})
