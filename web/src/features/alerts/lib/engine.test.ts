import type { Room, Timer } from '@api/events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { segment, timer } from '@/features/rooms/lib/testing'
import { AlertEngine } from './engine'
import { useNotices } from './notices'
import { alertPreferences, changeAlerts, parsePreferences } from './preferences'
import type { Watched } from './run-end'

const minute = 60_000
const room = { id: 'r', autoStart: { focus: true, breaks: true } } as Room
const segments = [
  segment('a'),
  segment('b', { kind: 'break', durationSec: 300, countsAsFocus: false }),
]

/** A sound card that only notes what is played, on the clock of the test. */
class FakeAudioContext extends EventTarget {
  static notes: { at: number; stopped: boolean }[] = []
  static mayRun = true
  state = 'suspended'
  destination = {}
  get currentTime() {
    return performance.now() / 1_000
  }
  resume() {
    if (!FakeAudioContext.mayRun) return new Promise<void>(() => {})
    this.state = 'running'
    return Promise.resolve()
  }
  suspend() {
    this.state = 'suspended'
    return Promise.resolve()
  }
  close() {
    return Promise.resolve()
  }
}

class FakeNode {
  gain = {
    setValueAtTime: () => {},
    linearRampToValueAtTime: () => {},
    exponentialRampToValueAtTime: () => {},
  }
  private note = { at: 0, stopped: false }
  private endsAt = Infinity
  private onEnded = () => {}
  connect(next: unknown) {
    return next
  }
  addEventListener(_: string, listener: () => void) {
    this.onEnded = listener
  }
  start(at: number) {
    this.note.at = at
    FakeAudioContext.notes.push(this.note)
  }
  stop(at?: number) {
    if (at === undefined) this.note.stopped = performance.now() < this.endsAt
    else {
      this.endsAt = at * 1_000
      setTimeout(() => this.onEnded(), this.endsAt - performance.now())
    }
  }
}

/** Locks that several tabs share. */
function fakeLocks() {
  const held = new Set<string>()
  return {
    request: async (name: string, _: unknown, callback: (lock: object | null) => unknown) => {
      if (held.has(name)) return callback(null)
      held.add(name)
      return callback({})
    },
  }
}

const notifications: string[] = []
let engines: AlertEngine[]

function open(onMissed = () => {}) {
  const engine = new AlertEngine({
    now: () => Date.now(),
    wordsOf: ({ segment: { id }, next }) => ({ title: `${id} over`, body: next?.id ?? 'done' }),
    onMissed,
  })
  engines.push(engine)
  return engine
}

function state(now: Partial<Timer>): Watched {
  const running = timer({ status: 'running', startedAt: 0, endsAt: minute, ...now })
  return { room, timer: running, guess: null, queue: { version: 1, segments } }
}

/** When sounds began, in seconds: the first note of each time it was played. */
function sounds() {
  const heard = FakeAudioContext.notes.filter(({ stopped }) => !stopped).map(({ at }) => at)
  return [...new Set(heard.map((at) => Math.round(at)))]
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const touch = () => document.dispatchEvent(new Event('pointerup'))

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  vi.stubGlobal('AudioContext', FakeAudioContext)
  for (const node of ['GainNode', 'OscillatorNode', 'DynamicsCompressorNode'])
    vi.stubGlobal(node, FakeNode)
  vi.stubGlobal(
    'Notification',
    class extends EventTarget {
      static permission = 'granted'
      constructor(title: string, options: NotificationOptions) {
        super()
        notifications.push(`${title}, ${options.body} (${options.tag})`)
      }
    },
  )
  Object.defineProperty(navigator, 'locks', { value: fakeLocks(), configurable: true })
  navigator.vibrate = vi.fn<() => boolean>()
  FakeAudioContext.notes = []
  FakeAudioContext.mayRun = true
  notifications.length = 0
  engines = []
  alertPreferences.set({ ...parsePreferences({}), repeats: 0 })
})

afterEach(() => {
  for (const engine of engines) engine.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('AlertEngine', () => {
  it('sounds at the very end, and again as often as wanted, two seconds apart', async () => {
    changeAlerts({ repeats: 2, focus: { on: true, sound: 'wood' } })
    const engine = open()
    touch()
    engine.see(state({}))
    await pass(minute + 10_000)
    expect(sounds()).toEqual([60, 62, 64])
    expect(navigator.vibrate).toHaveBeenCalledOnce()
  })

  it('calls a sound off that was on its way when the end moves', async () => {
    const engine = open()
    touch()
    engine.see(state({}))
    await pass(minute - 1_000)
    expect(FakeAudioContext.notes).not.toHaveLength(0)
    engine.see(state({ version: 2, endsAt: 3 * minute, serverNow: minute - 1_000 }))
    expect(sounds()).toEqual([])
    await pass(2 * minute + 5_000)
    expect(sounds()).toEqual([180])
    expect(navigator.vibrate).toHaveBeenCalledOnce()
  })

  it('is silent when muted, even half way through', async () => {
    changeAlerts({ repeats: 3 })
    const engine = open()
    touch()
    engine.see(state({}))
    await pass(minute + 500)
    changeAlerts({ muted: true })
    expect(sounds()).toEqual([60])
    engine.see(state({ version: 2, startedAt: minute, endsAt: 2 * minute, serverNow: minute }))
    await pass(minute)
    expect(sounds()).toEqual([60])
    expect(navigator.vibrate).toHaveBeenCalledTimes(2)
  })

  it('leaves quiet hours quiet, but the title may blink', async () => {
    changeAlerts({ notify: true, quiet: { on: true, from: '00:00', to: '00:00' } })
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    const engine = open()
    touch()
    engine.see(state({}))
    await pass(minute + 100)
    expect(useNotices.getState().title).toBe('a over')
    await pass(900)
    expect(useNotices.getState().title).toBeNull()
    await pass(900)
    expect(useNotices.getState().title).toBe('a over')
    await pass(10_000)
    expect(useNotices.getState().title).toBeNull()
    expect([sounds(), notifications]).toEqual([[], []])
    expect(navigator.vibrate).not.toHaveBeenCalled()
  })

  it('does nothing at an end that shall not alert', async () => {
    changeAlerts({ flash: true, notify: true, break: { on: false, sound: 'bell' } })
    const engine = open()
    touch()
    engine.see(state({ segmentId: 'b', index: 1 }))
    await pass(minute + 5_000)
    expect([sounds(), notifications, useNotices.getState().flash]).toEqual([[], [], null])
  })

  it('tells in a notification what ended and what is next, while the person looks elsewhere', async () => {
    changeAlerts({ notify: true })
    const engine = open()
    engine.see(state({}))
    vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    await pass(minute)
    engine.see(
      state({
        version: 2,
        segmentId: 'b',
        index: 1,
        startedAt: minute,
        endsAt: 2 * minute,
        serverNow: minute,
      }),
    )
    vi.spyOn(document, 'hasFocus').mockReturnValue(true)
    await pass(minute)
    expect(notifications).toEqual(['a over, b (pomopomo-r)'])
  })

  it('lets one of two tabs alert, the one that may sound, while both flash', async () => {
    changeAlerts({ flash: true })
    const ready = open()
    touch()
    const locked = open()
    locked.see(state({}))
    ready.see(state({}))
    await pass(minute + 5_000)
    expect(sounds()).toEqual([60])
    expect(navigator.vibrate).toHaveBeenCalledOnce()
    expect(useNotices.getState().flash).toEqual({ kind: 'focus' })
  })

  it('says quietly what was slept through', async () => {
    const onMissed = vi.fn<() => void>()
    const engine = open(onMissed)
    touch()
    engine.see(state({}))
    vi.setSystemTime(20 * minute)
    engine.see(state({ status: 'ended', segmentId: null, startedAt: null, serverNow: 20 * minute }))
    await pass(5_000)
    expect(onMissed).toHaveBeenCalledOnce()
    expect(sounds()).toEqual([])
    expect(navigator.vibrate).not.toHaveBeenCalled()
  })

  it('knows that the browser waits for a touch, and plays nothing old after it', async () => {
    FakeAudioContext.mayRun = false
    const engine = open()
    expect(useNotices.getState().locked).toBe(true)
    engine.see(state({}))
    await pass(minute + 20_000)
    FakeAudioContext.mayRun = true
    touch()
    await pass(1_000)
    expect(useNotices.getState().locked).toBe(false)
    expect(sounds()).toEqual([])
  })
})
