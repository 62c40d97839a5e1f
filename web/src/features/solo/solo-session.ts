import type { AckError, AckAnswer, ClientEvent, DataOf, PayloadOf, Timer } from '@api/events'
import { createStore } from 'zustand/vanilla'
import { rememberedName } from '@/features/guests/lib/display-name'
import { createRoomActions, type RoomActions } from '@/features/rooms/actions'
import { ServerClock } from '@/features/rooms/lib/clock'
import { predictPause, predictPlay } from '@/features/rooms/lib/timer'
import type { RoomSession } from '@/features/rooms/session'
import { RoomConnection, type SendOptions } from '@/features/rooms/socket'
import { createRoomStore, selectTimer, type RoomState } from '@/features/rooms/store'
import { createTicker } from '@/features/rooms/ticker'
import { createSoloRoom } from './api/create-solo-room'
import { stepsTowards } from './lib/catching-up'
import { freshPlan, localRoom } from './lib/local-room'
import { adjust, advance, focusBetween, skip, standAt, startAt, type Plan } from './lib/local-timer'
import { save, savedSitting } from './lib/saved'

const retryMs = 10_000
/** Shorter interruptions lose nothing (F2). */
const bridgedMs = 30_000
/** The room itself is no more, or no longer ours: another one takes its place. */
const lost = new Set(['unknown', 'expired', 'ended', 'kicked', 'banned', 'identity', 'locked'])

type Change = (timer: Timer, plan: Plan, now: number) => Timer

/**
 * A room of one that goes on without the server (F12). What people see (`session.store`) follows the server's room while
 * that answers; without it the timer's rules run here, and when it is back it is brought to where we are.
 */
export class SoloSession {
  readonly session: RoomSession
  /** Focus time, in ms, that ran without the server and so is not credited; null where there is nothing to say. */
  readonly uncredited = createStore<{ ms: number | null }>(() => ({ ms: null }))

  private readonly shown = createRoomStore()
  private readonly remote = createRoomStore()
  private readonly clock = new ServerClock()
  private connection: RoomConnection | null = null
  private code: string | null
  private linked = false
  private catchingUp = false
  private away = { since: 0, counted: 0, focusMs: 0 }
  /** How far the clock that the local times are in is ahead of the browser's. */
  private skew: number
  private visit = new AbortController()
  private retry: ReturnType<typeof setTimeout> | undefined

  constructor(onError: (error: AckError) => void) {
    const now = this.clock.now()
    this.skew = now - Date.now()
    const saved = savedSitting(now)
    const plan = saved?.plan ?? freshPlan()
    this.code = saved?.code ?? null
    const since = saved?.at ?? now
    this.away = { since, counted: since, focusMs: 0 }
    const begun = saved?.timer ?? startAt(plan, 0, now)
    this.shown.setState({ ...localRoom(plan, now), timer: begun })
    this.advance()

    const { shown, remote, clock } = this
    const connection = {
      send: <Event extends ClientEvent>(
        event: Event,
        payload: PayloadOf<Event>,
        options?: SendOptions<DataOf<Event>>,
      ) => this.send(event, payload, options),
      sync: async () => this.connection?.sync(),
    }
    const actions = createRoomActions({ connection, store: remote, clock, onError })
    this.session = {
      code: '',
      store: shown,
      clock,
      ticker: createTicker(shown, clock, {
        onSecond: () => this.connection?.checkForSleep(),
        onStuck: () => void this.connection?.sync(),
      }),
      actions: this.eitherWay(actions),
      get connection(): never {
        throw new Error('a sitting alone keeps its connection to itself')
      },
      get chat(): never {
        throw new Error('who sits alone talks to nobody')
      },
    }
  }

  /** Begins, and keeps looking for the server; `stop` ends the visit, and the sitting stays to come back to. */
  start(): void {
    this.visit = new AbortController()
    const { signal } = this.visit
    const stopTicking = this.session.ticker.subscribe(() => this.advance())
    const stopWatching = this.remote.subscribe(() => this.see())
    signal.addEventListener('abort', stopTicking)
    signal.addEventListener('abort', stopWatching)
    window.addEventListener('online', () => this.knock(), { signal })
    window.addEventListener('pagehide', () => this.keep(), { signal })
    void this.link()
  }

  stop(): void {
    this.keep()
    this.visit.abort()
    clearTimeout(this.retry)
    this.unlink()
    this.connection?.close({ leave: false })
    this.connection = null
  }

  /** Makes a room for others of it; answers its code, or null while the server is away. */
  async invite(): Promise<string | null> {
    if (!this.linked || !this.code) return null
    await this.send('room:update', { capacity: 20 })
    const { code } = this
    this.visit.abort()
    save(null)
    return code
  }

  /** The server's timer while we have it, ours otherwise. Everything else needs the server. */
  private eitherWay(there: RoomActions): RoomActions {
    const here = (local: Change) => Promise.resolve(this.change(local))
    return {
      ...there,
      play: () => (this.linked ? there.play() : here((timer, _plan, at) => predictPlay(timer, at))),
      pause: () =>
        this.linked ? there.pause() : here((timer, _plan, at) => predictPause(timer, at)),
      skip: () => (this.linked ? there.skip() : here(skip)),
      restart: () => (this.linked ? there.restart() : here((_timer, plan) => standAt(plan, 0))),
      jump: (index) =>
        this.linked ? there.jump(index) : here((_timer, plan, at) => startAt(plan, index, at)),
      adjust: (deltaSec) =>
        this.linked
          ? there.adjust(deltaSec)
          : here((timer, _plan, at) => adjust(timer, deltaSec, at)),
    }
  }

  private plan(): Plan {
    const { queue, room } = this.shown.getState()
    const autoStart = room?.autoStart ?? { focus: true, breaks: true }
    return { segments: queue?.segments ?? [], autoStart }
  }

  private timer(): Timer {
    return selectTimer(this.shown.getState()) ?? standAt(this.plan(), 0)
  }

  private change(local: Change): true {
    this.advance()
    const timer = local(this.timer(), this.plan(), this.clock.now())
    this.shown.setState({ timer, guess: null })
    this.keep()
    return true
  }

  /** Without the server: what is over ends, and what ran as focus is counted. */
  private advance(): void {
    if (this.linked) return
    this.rebase()
    const now = this.clock.now()
    const timer = this.timer()
    this.away.focusMs += focusBetween(timer, this.plan(), this.away.counted, now)
    this.away.counted = now
    const next = advance(timer, this.plan(), now)
    if (next === timer) return
    this.shown.setState({ timer: next, guess: null })
    this.keep()
  }

  /** The server's clock became known, or known better: our own times move along. */
  private rebase(): void {
    const skew = this.clock.now() - Date.now()
    const by = skew - this.skew
    if (Math.abs(by) < 1) return
    this.skew = skew
    this.away.since += by
    this.away.counted += by
    if (!this.linked) this.shown.setState({ timer: shifted(this.timer(), by), guess: null })
  }

  private keep(): void {
    if (this.visit.signal.aborted) return
    const timer = shifted(this.timer(), Date.now() - this.clock.now())
    save({ code: this.code, plan: this.plan(), timer, at: Date.now() })
  }

  private knock(): void {
    if (this.connection) this.connection.retry()
    else void this.link()
  }

  private async link(): Promise<void> {
    clearTimeout(this.retry)
    if (this.connection) return
    const { signal } = this.visit
    try {
      this.code ??= await createSoloRoom(this.plan())
      if (signal.aborted || this.connection) return
      this.keep()
      this.connection = new RoomConnection(this.code, this.remote, this.clock, rememberedName)
      await this.connection.start()
    } catch {
      if (!signal.aborted) this.retry = setTimeout(() => void this.link(), retryMs)
    }
  }

  /** Something came from the server, or it went away. */
  private see(): void {
    const state = this.remote.getState()
    if (state.problem && lost.has(state.problem.kind)) return this.begin()
    if (state.connection !== 'online' || state.problem || !state.room) {
      this.unlink()
      this.shown.setState({ connection: state.connection })
    } else if (this.linked) this.shown.setState(state)
    else if (!this.catchingUp) void this.catchUp(state)
  }

  /** Another room, with the same queue and time. */
  private begin(): void {
    this.unlink()
    this.connection?.close({ leave: true })
    this.connection = null
    this.code = null
    this.remote.setState(createRoomStore().getState())
    this.retry = setTimeout(() => void this.link(), retryMs / 5)
  }

  private unlink(): void {
    if (!this.linked) return
    this.linked = false
    const now = this.clock.now()
    this.skew = now - Date.now()
    this.away = { since: now, counted: now, focusMs: 0 }
    this.shown.setState({ timer: this.timer(), guess: null })
  }

  private async catchUp({ timer }: RoomState): Promise<void> {
    this.catchingUp = true
    this.advance()
    const now = this.clock.now()
    const steps = timer ? stepsTowards(this.timer(), timer, now) : []
    for (const { event, payload } of steps) {
      const answer = await this.send(event, payload)
      if (!answer.ok) break
    }
    this.catchingUp = false
    const state = this.remote.getState()
    if (state.connection !== 'online' || !state.room) return
    this.advance()
    const { since, focusMs } = this.away
    if (now - since > bridgedMs && focusMs >= 60_000) this.uncredited.setState({ ms: focusMs })
    this.linked = true
    this.shown.setState(this.remote.getState())
    this.keep()
  }

  private async send<Event extends ClientEvent>(
    event: Event,
    payload: PayloadOf<Event>,
    options?: SendOptions<DataOf<Event>>,
  ): Promise<AckAnswer<DataOf<Event>>> {
    if (this.connection) return this.connection.send(event, payload, options)
    const error: AckError = { code: 'unavailable', reason: 'offline', message: 'offline' }
    return { ok: false, error }
  }
}

function shifted(timer: Timer, by: number): Timer {
  if (by === 0 || timer.endsAt === null) return timer
  const startedAt = timer.startedAt === null ? null : timer.startedAt + by
  return { ...timer, startedAt, endsAt: timer.endsAt + by }
}
