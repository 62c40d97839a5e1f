import type { ServerClock } from './lib/clock'
import { remainingMs } from './lib/timer'
import { selectTimer, type RoomStore } from './store'

const frameMs = 250
const idleMs = 1_000
/** Running and at zero for this long: an event got lost, so the state is fetched again. */
const stuckMs = 2_000

export type Ticker = {
  subscribe: (listener: () => void) => () => void
  /** Milliseconds left now, read by whoever draws. */
  left: () => number
}

/**
 * The one heartbeat of the page: tells its listeners when to look at the time again, exactly at each new second and
 * a few times between for the ring. Browsers slow timers of hidden tabs, so it also beats when the tab comes back.
 */
export function createTicker(
  store: RoomStore,
  clock: ServerClock,
  handlers: { onSecond: () => void; onStuck: () => void },
): Ticker {
  const listeners = new Set<() => void>()
  let timeout: ReturnType<typeof setTimeout> | undefined
  let secondAt = 0
  let zeroSince: number | null = null

  const left = () => {
    const timer = selectTimer(store.getState())
    return timer ? remainingMs(timer, clock.now()) : 0
  }

  function beat() {
    clearTimeout(timeout)
    const now = clock.monotonicNow()
    if (now - secondAt >= 1_000) {
      secondAt = now
      handlers.onSecond()
    }
    watchForStuck(now)
    for (const listener of listeners) listener()
    timeout = setTimeout(beat, untilNextBeat())
  }

  function untilNextBeat() {
    if (selectTimer(store.getState())?.status !== 'running') return idleMs
    return Math.min(frameMs, (left() % 1_000) + 2)
  }

  function watchForStuck(now: number) {
    const { timer, guess } = store.getState()
    const atZero = guess === null && timer?.status === 'running' && left() === 0
    if (!atZero) zeroSince = null
    else if (zeroSince === null) zeroSince = now
    else if (now - zeroSince >= stuckMs) {
      zeroSince = now
      handlers.onStuck()
    }
  }

  let stopStore = () => {}

  function start() {
    document.addEventListener('visibilitychange', beat)
    stopStore = store.subscribe(beat)
    timeout = setTimeout(beat, 0)
  }

  function stop() {
    clearTimeout(timeout)
    document.removeEventListener('visibilitychange', beat)
    stopStore()
  }

  return {
    subscribe(listener) {
      if (listeners.size === 0) start()
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) stop()
      }
    },
    left,
  }
}
