import { describe, expect, it } from 'vitest'
import type { Timer } from '@api/events'
import { predictPause, predictPlay, remainingMs } from '@/features/rooms/lib/timer'
import { stepsTowards, toleranceMs, type Step } from './catching-up'
import { freshPlan } from './local-room'
import { adjust, advance, focusBetween, skip, standAt, startAt, type Plan } from './local-timer'

const minute = 60_000
const start = 1_000_000

/** The same numbers for the same seed, between 0 and `below`. */
function numbers(seed: number) {
  let state = seed * 2_654_435_761
  return (below: number) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state % below
  }
}

function planOf(seed: number): Plan {
  const next = numbers(seed + 7)
  const autoStart = { focus: next(3) > 0, breaks: next(3) > 0 }
  const segments = freshPlan().segments.slice(0, 1 + next(8))
  return { segments, autoStart }
}

/** A timer after some commands at some times, and the time then. */
function wander(plan: Plan, seed: number): { timer: Timer; now: number } {
  const next = numbers(seed)
  let now = start
  let timer = next(2) ? startAt(plan, 0, now) : standAt(plan, 0)
  for (let step = next(9); step > 0; step--) {
    now += next(20 * minute)
    timer = advance(timer, plan, now)
    const moves = [
      () => predictPlay(timer, now),
      () => predictPause(timer, now),
      () => skip(timer, plan, now),
      () => adjust(timer, next(1200) - 600, now),
      () => startAt(plan, next(plan.segments.length), now),
      () => timer,
    ]
    timer = moves[next(moves.length)]!()
  }
  return { timer: advance(timer, plan, now), now }
}

const seeds = Array.from({ length: 300 }, (_, seed) => seed)

describe('advance', () => {
  it('goes on over boundaries at their own times, to the end (R4, R6)', () => {
    const plan = freshPlan()
    const first = startAt(plan, 0, start)
    expect(advance(first, plan, start + 25 * minute - 1).index).toBe(0)
    const late = advance(first, plan, start + 27 * minute)
    expect(late).toMatchObject({ status: 'running', index: 1, endsAt: start + 30 * minute })
    expect(advance(first, plan, start + 24 * 60 * minute).status).toBe('ended')
  })

  it('stands still where nothing starts by itself', () => {
    const plan = { ...freshPlan(), autoStart: { focus: true, breaks: false } }
    const after = advance(startAt(plan, 0, start), plan, start + 60 * minute)
    expect(after).toMatchObject({ status: 'idle', index: 1, remainingMs: 5 * minute })
  })

  it('in two steps is the same as in one', () => {
    for (const seed of seeds) {
      const plan = planOf(seed)
      const { timer, now } = wander(plan, seed)
      const [soon, later] = [now + numbers(seed)(40 * minute), now + 90 * minute]
      expect(advance(advance(timer, plan, soon), plan, later)).toEqual(advance(timer, plan, later))
    }
  })
})

describe('focusBetween', () => {
  it('counts focus and no break', () => {
    const plan = freshPlan()
    const timer = startAt(plan, 0, start)
    expect(focusBetween(timer, plan, start, start + 28 * minute)).toBe(25 * minute)
    expect(focusBetween(timer, plan, start + 24 * minute, start + 31 * minute)).toBe(2 * minute)
  })

  it('adds up, whenever one looks', () => {
    for (const seed of seeds) {
      const plan = planOf(seed)
      const { timer, now } = wander(plan, seed)
      const [middle, end] = [now + numbers(seed)(60 * minute), now + 60 * minute]
      const parts = focusBetween(timer, plan, now, middle) + focusBetween(timer, plan, middle, end)
      expect(focusBetween(timer, plan, now, end)).toBe(parts)
    }
  })
})

describe('stepsTowards', () => {
  it('asks for nothing where both went the same way', () => {
    for (const seed of seeds) {
      const { timer, now } = wander(planOf(seed), seed)
      expect(stepsTowards(timer, timer, now)).toEqual([])
    }
  })

  it('brings any timer to any other of the same queue', () => {
    for (const seed of seeds) {
      const plan = planOf(seed)
      const ours = wander(plan, seed)
      const theirs = wander(plan, seed + 10_000)
      const now = Math.max(ours.now, theirs.now)
      const wanted = advance(ours.timer, plan, now)
      const before = advance(theirs.timer, plan, now)
      const after = stepsTowards(wanted, before, now).reduce(
        (timer, step) => obey(timer, step, plan, now),
        before,
      )
      expect([after.status, after.index]).toEqual([wanted.status, wanted.index])
      const apart = Math.abs(remainingMs(after, now) - remainingMs(wanted, now))
      expect(apart).toBeLessThanOrEqual(toleranceMs)
    }
  })
})

/** The server, as far as these commands go. */
function obey(timer: Timer, { event, payload }: Step, plan: Plan, now: number): Timer {
  const refused = () => new Error(`the server would refuse ${event} while ${timer.status}`)
  switch (event) {
    case 'timer:pause':
      if (timer.status !== 'running' && timer.status !== 'paused') throw refused()
      return predictPause(timer, now)
    case 'timer:skip':
      if (timer.status === 'ended') throw refused()
      return skip(timer, plan, now)
    case 'timer:restart':
      return standAt(plan, 0)
    case 'timer:adjust':
      if (Math.abs(payload.deltaSec) > 1_800) throw refused()
      return adjust(timer, payload.deltaSec, now)
    case 'timer:play':
      return payload.index === undefined
        ? predictPlay(timer, now)
        : startAt(plan, payload.index, now)
  }
}
