import { describe, expect, it } from 'vitest'
import { announcementBetween, type Moment } from './announcements'

const moment = (changes: Partial<Moment> = {}): Moment => ({
  status: 'running',
  segmentId: 'a',
  plannedSec: 1500,
  leftSec: 900,
  ...changes,
})

describe('announcementBetween', () => {
  it.each<[string, Partial<Moment>, Partial<Moment>, string | null]>([
    ['start', { status: 'idle' }, {}, 'started'],
    ['resume', { status: 'paused' }, {}, 'started'],
    ['an ordinary second', { leftSec: 900 }, { leftSec: 899 }, null],
    ['five minutes', { leftSec: 301 }, { leftSec: 300 }, 'five-minutes'],
    ['one minute', { leftSec: 61 }, { leftSec: 60 }, 'one-minute'],
    ['a sleep across both says only the nearer', { leftSec: 400 }, { leftSec: 30 }, 'one-minute'],
    [
      'not five minutes of five',
      { plannedSec: 300, leftSec: 301 },
      { plannedSec: 300, leftSec: 300 },
      null,
    ],
    ['the next segment runs', {}, { segmentId: 'b', leftSec: 300 }, 'next-started'],
    ['it stops at the boundary', {}, { segmentId: 'b', status: 'idle' }, 'segment-over'],
    [
      'skip while paused is not an end',
      { status: 'paused' },
      { segmentId: 'b', status: 'idle' },
      null,
    ],
    ['pause says nothing', {}, { status: 'paused' }, null],
    ['the end', {}, { status: 'ended', segmentId: null, leftSec: 0 }, 'all-over'],
    [
      'the end only once',
      { status: 'ended', segmentId: null },
      { status: 'ended', segmentId: null },
      null,
    ],
    ['restart says nothing', { status: 'ended', segmentId: null }, { status: 'idle' }, null],
  ])('%s', (_, before, after, expected) => {
    expect(announcementBetween(moment(before), moment(after))).toBe(expected)
  })
})
