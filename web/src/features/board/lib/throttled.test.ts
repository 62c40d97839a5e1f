import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { throttled } from './throttled'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('acts at once, then at most once in a while, at last with the latest', () => {
  const calls: number[] = []
  const call = throttled((value: number) => calls.push(value), 50)
  for (let value = 0; value < 12; value++) {
    call(value)
    vi.advanceTimersByTime(10)
  }
  vi.advanceTimersByTime(1_000)
  expect(calls).toEqual([0, 4, 9, 11])
  call(99)
  expect(calls.at(-1)).toBe(99)
})
