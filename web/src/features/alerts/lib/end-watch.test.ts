import type { Room, Segment, Timer } from '@api/events'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { segment, timer } from '@/features/rooms/lib/testing'
import { EndWatch, leadMs } from './end-watch'
import type { RunEnd, Watched } from './run-end'

const minute = 60_000
const segments: Segment[] = [
  segment('a'),
  segment('b', { kind: 'break', durationSec: 300, countsAsFocus: false }),
]

const room = { id: 'r', autoStart: { focus: false, breaks: true } } as Room

const running = (changes: Partial<Timer> = {}): Timer =>
  timer({ status: 'running', startedAt: 0, endsAt: minute, ...changes })

function state(now: Timer | null, changes: Partial<Watched> = {}): Watched {
  return { room, timer: now, guess: null, queue: { version: 1, segments }, ...changes }
}

let heard: string[]
let ends: RunEnd[]
let watch: EndWatch

const pass = (ms: number) => vi.advanceTimersByTime(ms)

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  heard = []
  ends = []
  watch = new EndWatch({
    now: () => Date.now(),
    wakeAfter: (ms, wake) => {
      const timeout = setTimeout(wake, ms)
      return () => clearTimeout(timeout)
    },
    onNear: ({ segment: { id } }) => heard.push(`near ${id}`),
    onMoved: ({ segment: { id } }) => heard.push(`moved ${id}`),
    onEnd: (end, lateMs) => {
      heard.push(`end ${end.segment.id} +${lateMs}`)
      ends.push(end)
    },
  })
  return () => vi.useRealTimers()
})

describe('EndWatch', () => {
  it('announces the end, and tells it once by its own clock', () => {
    watch.see(state(running()))
    pass(minute - leadMs)
    expect(heard).toEqual(['near a'])
    pass(leadMs)
    expect(heard).toEqual(['near a', 'end a +0'])
    // Then the server says the same, and the break ends too.
    watch.see(
      state(
        running({
          version: 2,
          segmentId: 'b',
          index: 1,
          startedAt: minute,
          endsAt: 2 * minute,
          serverNow: minute,
        }),
      ),
    )
    pass(minute)
    expect(heard).toEqual(['near a', 'end a +0', 'near b', 'end b +0'])
    watch.see(state(timer({ version: 3, status: 'ended', segmentId: null, serverNow: 2 * minute })))
    pass(minute)
    expect(heard).toHaveLength(4)
  })

  it('takes the word of the server where that comes first, as in a slow hidden tab', () => {
    watch.see(state(running()))
    pass(minute - 100)
    watch.see(state(timer({ version: 2, segmentId: 'b', index: 1, serverNow: minute })))
    expect(heard).toEqual(['near a', 'end a +-100'])
    pass(minute)
    expect(heard).toHaveLength(2)
  })

  it('knows what ended and what is next, whether or not it starts by itself', () => {
    watch.see(state(running()))
    pass(minute)
    expect(ends[0]).toMatchObject({ kind: 'focus', next: { id: 'b' }, goesOn: true })
    const reversed = { version: 2, segments: segments.toReversed() }
    const rest = running({ version: 2, segmentId: 'b', startedAt: minute, endsAt: 2 * minute })
    watch.see(state({ ...rest, serverNow: minute }, { queue: reversed }))
    pass(minute)
    expect(ends[1]).toMatchObject({ kind: 'break', next: { id: 'a' }, goesOn: false })
  })

  it('tells the end of the last segment as any other', () => {
    watch.see(state(running({ segmentId: 'b', index: 1 })))
    pass(minute)
    watch.see(state(timer({ version: 2, status: 'ended', segmentId: null, serverNow: minute })))
    expect(heard).toEqual(['near b', 'end b +0'])
    expect(ends[0]?.next).toBeNull()
  })

  it('says nothing of a skip', () => {
    watch.see(state(running()))
    pass(minute - 1_000)
    const next = running({ version: 2, segmentId: 'b', index: 1, startedAt: minute - 1_000 })
    watch.see(state({ ...next, endsAt: 10 * minute, serverNow: minute - 1_000 }))
    pass(minute)
    expect(heard).toEqual(['near a', 'moved a'])
  })

  it('moves with a pause, minutes added, and our own unanswered pause', () => {
    watch.see(state(running()))
    pass(minute - 1_000)
    watch.see(state(running({ version: 2, endsAt: 3 * minute, serverNow: minute - 1_000 })))
    expect(heard).toEqual(['near a', 'moved a'])
    pass(2 * minute)
    expect(heard).toEqual(['near a', 'moved a', 'near a'])
    const now = running({ version: 2, endsAt: 3 * minute })
    watch.see(state(now, { guess: timer({ status: 'paused' }) }))
    pass(5 * minute)
    expect(heard).toEqual(['near a', 'moved a', 'near a', 'moved a'])
    watch.see(state(timer({ version: 3, status: 'paused', serverNow: 3 * minute - 500 })))
    pass(5 * minute)
    expect(heard).toHaveLength(4)
  })

  it('says how late it is after a long sleep, and nothing of runs that were skipped meanwhile', () => {
    watch.see(state(running()))
    vi.setSystemTime(40 * minute)
    watch.see(
      state(timer({ version: 9, status: 'ended', segmentId: null, serverNow: 40 * minute })),
    )
    expect(heard).toEqual([`end a +${39 * minute}`])
    heard = []
    watch.see(state(running({ version: 10, endsAt: 41 * minute, serverNow: 40 * minute })))
    vi.setSystemTime(60 * minute)
    const skipped = running({ version: 12, segmentId: 'b', startedAt: 40.5 * minute })
    watch.see(state({ ...skipped, endsAt: 70 * minute, serverNow: 60 * minute }))
    expect(heard).toEqual([])
  })

  it('is silent once stopped', () => {
    watch.see(state(running()))
    pass(minute - 1_000)
    watch.stop()
    pass(minute)
    expect(heard).toEqual(['near a', 'moved a'])
  })
})
