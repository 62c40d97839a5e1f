import { describe, expect, it } from 'vitest'
import { ServerClock, clockSample, estimateOffset } from './clock'

const hour = 3_600_000

/** A machine whose wall clock, monotonic clock and network we turn by hand. */
function machine(wallError = 0) {
  const state = { trueTime: 1_800_000_000_000, monotonic: 5_000, wallError }
  const clock = new ServerClock({
    monotonic: () => state.monotonic,
    wall: () => state.trueTime + state.wallError,
  })
  return {
    clock,
    state,
    pass(ms: number) {
      state.trueTime += ms
      state.monotonic += ms
    },
    sleep(ms: number) {
      state.trueTime += ms
    },
    ping(there: number, back: number) {
      const sentAt = clock.monotonicNow()
      this.pass(there)
      const serverNow = state.trueTime
      this.pass(back)
      clock.addSample(sentAt, serverNow)
    },
    error: () => clock.now() - state.trueTime,
  }
}

describe('estimateOffset', () => {
  it('is null without samples', () => expect(estimateOffset([])).toBeNull())

  it('takes the median of the five quickest, so one late answer does not matter', () => {
    const quick = [10, 11, 12, 13, 14].map((offset) => ({ offset, roundTrip: 20 }))
    expect(estimateOffset([...quick, { offset: 9_000, roundTrip: 2_000 }])).toBe(12)
  })

  it('means the middle two of an even number', () => {
    expect(
      estimateOffset([
        { offset: 10, roundTrip: 1 },
        { offset: 20, roundTrip: 1 },
      ]),
    ).toBe(15)
  })

  it('never counts a negative round trip', () =>
    expect(clockSample(100, 90, 500).roundTrip).toBe(0))
})

describe('ServerClock', () => {
  it.each([-2 * hour, 0, 2 * hour])('is right with a wall clock %d ms off', (wallError) => {
    const m = machine(wallError)
    for (let i = 0; i < 5; i++) m.ping(30, 30)
    m.pass(10 * 60_000)
    expect(Math.abs(m.error())).toBeLessThan(1)
  })

  it('does not move when the wall clock is changed in the middle', () => {
    const m = machine()
    m.ping(20, 20)
    m.state.wallError = -2 * hour
    m.pass(1_000)
    expect(Math.abs(m.error())).toBeLessThan(1)
    expect(m.clock.noticedSleep()).toBe(true)
    expect(m.clock.noticedSleep()).toBe(false)
  })

  it('stays within half the asymmetry of the network', () => {
    const m = machine()
    for (const there of [200, 10, 15, 300, 12, 11, 10]) m.ping(there, 10)
    expect(Math.abs(m.error())).toBeLessThan(5)
  })

  it('notices sleep and is right again after one new measurement', () => {
    const m = machine(2 * hour)
    m.ping(10, 10)
    expect(m.clock.noticedSleep()).toBe(false)
    m.sleep(20 * 60_000)
    expect(m.clock.noticedSleep()).toBe(true)
    m.clock.beginMeasurement()
    m.ping(10, 10)
    expect(Math.abs(m.error())).toBeLessThan(1)
  })

  it('seeds from a snapshot until something is measured', () => {
    const m = machine(2 * hour)
    m.clock.seed(m.state.trueTime - 80)
    expect(m.error()).toBe(-80)
    m.ping(10, 10)
    m.clock.seed(0)
    expect(Math.abs(m.error())).toBeLessThan(1)
  })
})
