import type { Socket } from 'socket.io-client'
import { mapChatEvents, updateChat } from './chat/chat-events'
import { withLatest } from './chat/chat-log'
import { samplesPerMeasurement, type ServerClock } from './lib/clock'
import type {
  AckAnswer,
  AckError,
  BoardChange,
  BoardPointerPayload,
  ClientEvent,
  ClientToServerEvents,
  DataOf,
  PayloadOf,
  ServerToClientEvents,
  Snapshot,
} from '@api/events'
import { withProposal, withTask } from '@/features/tasks/lib/tasks'
import { withMember, withQueue, withRoom, withSnapshot, withTimer, withoutMember } from './store'
import type { RoomProblem, RoomStore } from './store'

export type RoomSocket = Socket<ServerToClientEvents, ClientToServerEvents>

export interface SendOptions<Data> {
  /**
   * Takes what the server answered, before any event that follows it: both may come in one payload, and what is awaited
   * runs later than that. For answers that overwrite what is known and carry no version.
   */
  apply?: (data: Data) => void
  timeoutMs?: number
}

/** How long an answer may take before we ask the server what became of it. */
const answerTimeoutMs = 8_000
/** After sleep a dead connection is found out this quickly, instead of by the next heartbeat. */
const wakeTimeoutMs = 2_000
const reconnectionDelay = 500
const joinRetryMs = 2_000
const fullRetryMs = 15_000
/** A room that was ended may be restored this long, and a little longer until we hear of it. */
const restoreMs = 12_000
/** A tab hidden longer than this may have missed its heartbeats. */
const longHiddenMs = 10_000
const remeasureEveryMs = 5 * 60_000

/** What arrives for a board. */
export interface BoardHandler {
  changed: (change: BoardChange) => void
  pointed: (pointer: BoardPointerPayload & { memberId: string }) => void
}

export async function openSocket(): Promise<RoomSocket> {
  const { io } = await import('socket.io-client')
  return io({ autoConnect: false, reconnectionDelay, reconnectionDelayMax: 5_000 })
}

/**
 * The one owner of the room's socket: joins on every connection, maps events to the store, keeps the server's clock
 * measured, and comes back by itself from a lost network, a restarted server or a slept machine.
 */
export class RoomConnection {
  private socket: RoomSocket | null = null
  private visit = new AbortController()
  private joinTimer: ReturnType<typeof setTimeout> | undefined
  private measuredAt = 0
  private endedAt = -Infinity
  private hiddenAt = 0
  private readonly boardHandlers = new Set<BoardHandler>()

  constructor(
    private readonly code: string,
    private readonly store: RoomStore,
    private readonly clock: ServerClock,
    /** How this person wants to be called; empty keeps the name the server knows. */
    private readonly displayName: () => string,
    private readonly open: () => Promise<RoomSocket> = openSocket,
  ) {}

  /** Begins a visit; after `close` it may begin again. */
  async start(): Promise<void> {
    this.visit.abort()
    this.visit = new AbortController()
    const { signal } = this.visit
    this.listenToTheBrowser(signal)
    try {
      const socket = await this.open()
      if (signal.aborted) return
      this.socket = socket
      this.mapEvents(socket)
      socket.connect()
    } catch {
      // The chunk did not load: we are offline or the server was just replaced by a newer version.
      if (!signal.aborted) this.store.setState({ problem: { kind: 'unreachable' } })
    }
  }

  /** Ends the visit. Leaving tells the room at once instead of after the grace. */
  close(options: { leave: boolean }): void {
    this.visit.abort()
    clearTimeout(this.joinTimer)
    const socket = this.socket
    this.socket = null
    if (!socket) return
    socket.removeAllListeners()
    if (!options.leave || !socket.connected) socket.disconnect()
    else socket.timeout(wakeTimeoutMs).emit('room:leave', {}, () => socket.disconnect())
  }

  /** Sends one event; refuses at once while there is no connection, so nothing old is sent later. */
  send<Event extends ClientEvent>(
    event: Event,
    payload: PayloadOf<Event>,
    { apply, timeoutMs = answerTimeoutMs }: SendOptions<DataOf<Event>> = {},
  ): Promise<AckAnswer<DataOf<Event>>> {
    const socket = this.socket
    if (!socket?.connected) return Promise.resolve(failure('offline'))
    type Answered = (error: Error | null, answer: AckAnswer<DataOf<Event>>) => void
    // The typed map cannot follow a generic event name; the signature of `send` does.
    const emitter = socket.timeout(timeoutMs) as unknown as {
      emit(event: string, payload: unknown, answered: Answered): void
    }
    return new Promise((resolve) => {
      emitter.emit(event, payload, (error, answer) => {
        if (!error && answer.ok && 'data' in answer) apply?.(answer.data)
        resolve(error ? failure('no_answer') : answer)
      })
    })
  }

  /** Sends what is worth nothing later: it may get lost, and nobody answers. */
  sendLossy<Event extends ClientEvent>(event: Event, payload: PayloadOf<Event>): void {
    const socket = this.socket as unknown as {
      volatile: { emit(event: string, payload: unknown): void }
    } | null
    socket?.volatile.emit(event, payload)
  }

  /** Hands over what arrives for boards until the answer is called. */
  onBoard(handler: BoardHandler): () => void {
    this.boardHandlers.add(handler)
    return () => this.boardHandlers.delete(handler)
  }

  /** Fetches the whole state again: after an answer that never came, and whenever something looks stuck. */
  async sync(): Promise<void> {
    const answer = await this.send('room:sync', {}, { apply: (snapshot) => this.take(snapshot) })
    if (!answer.ok && answer.error.reason === 'not_in_room') void this.join()
  }

  /** For "try again" buttons. */
  retry(): void {
    clearTimeout(this.joinTimer)
    if (!this.socket) {
      this.store.setState({ problem: null, connection: 'connecting' })
      void this.start()
    } else if (this.socket.connected) void this.join()
    else this.socket.connect()
  }

  /** Called about once a second by whoever draws the time. */
  checkForSleep(): void {
    if (this.clock.noticedSleep()) void this.wakeUp()
    else if (this.clock.monotonicNow() - this.measuredAt > remeasureEveryMs)
      void this.measureClock()
  }

  private async join(): Promise<void> {
    clearTimeout(this.joinTimer)
    const { signal } = this.visit
    const displayName = this.displayName()
    const apply = (snapshot: Snapshot) => {
      if (!signal.aborted) this.take(snapshot)
    }
    const payload = { code: this.code, ...(displayName && { displayName }) }
    const answer = await this.send('room:join', payload, { apply })
    if (signal.aborted) return
    if (answer.ok) return void this.measureClock()
    const problem = problemOf(answer.error)
    if (problem) this.store.setState({ problem, connection: 'online' })
    if (problem?.kind === 'full') this.retryJoin(fullRetryMs)
    else if (problem?.kind === 'ended') this.awaitRestore()
    else if (problem?.kind === 'busy' || (!problem && this.socket?.connected)) {
      this.retryJoin(answer.error.retryAfterMs ?? joinRetryMs)
    }
  }

  private retryJoin(afterMs: number): void {
    clearTimeout(this.joinTimer)
    this.joinTimer = setTimeout(() => void this.join(), afterMs)
  }

  private awaitRestore(): void {
    if (this.clock.monotonicNow() - this.endedAt < restoreMs) this.retryJoin(joinRetryMs)
  }

  private take(snapshot: Snapshot): void {
    this.clock.seed(snapshot.serverNow)
    this.store.setState(withSnapshot(snapshot))
    updateChat(this.store, (log, meId) => withLatest(log, snapshot.chat, meId))
  }

  private async measureClock(): Promise<void> {
    this.measuredAt = this.clock.monotonicNow()
    this.clock.beginMeasurement()
    for (let i = 0; i < samplesPerMeasurement; i++) await this.ping(answerTimeoutMs)
  }

  private async ping(timeoutMs: number): Promise<boolean> {
    const sentAt = this.clock.monotonicNow()
    const apply = ({ serverNow }: { serverNow: number }) => this.clock.addSample(sentAt, serverNow)
    const { ok } = await this.send('clock:ping', {}, { apply, timeoutMs })
    return ok
  }

  /** Is the connection still alive? If so everything is fetched again, if not it is made anew. */
  private async wakeUp(): Promise<void> {
    const socket = this.socket
    if (!socket) return
    this.clock.beginMeasurement()
    if (!socket.connected) {
      // Not `connect` alone: that would wait for the next attempt, which may be seconds away.
      socket.disconnect().connect()
      return
    }
    if (await this.ping(wakeTimeoutMs)) {
      await this.sync()
      await this.measureClock()
    } else if (this.socket === socket) {
      socket.disconnect().connect()
    }
  }

  private listenToTheBrowser(signal: AbortSignal): void {
    const check = () => void this.wakeUp()
    window.addEventListener('online', check, { signal })
    window.addEventListener('pageshow', (event) => event.persisted && check(), { signal })
    // Believed only when nothing answers: the server may be on this very machine.
    window.addEventListener('offline', check, { signal })
    document.addEventListener('visibilitychange', () => this.visibilityChanged(), { signal })
  }

  private visibilityChanged(): void {
    if (document.hidden) this.hiddenAt = this.clock.monotonicNow()
    else if (this.clock.monotonicNow() - this.hiddenAt > longHiddenMs) void this.wakeUp()
    else this.checkForSleep()
  }

  private lost(): void {
    const { problem, room } = this.store.getState()
    if (problem && problem.kind !== 'unreachable') return
    this.store.setState({
      connection: navigator.onLine ? 'reconnecting' : 'offline',
      // Somebody who has not seen the room yet gets more than a banner over nothing.
      problem: room ? null : { kind: 'unreachable' },
    })
  }

  private mapEvents(socket: RoomSocket): void {
    const { store } = this
    socket.on('connect', () => {
      socket.io.reconnectionDelay(reconnectionDelay)
      void this.join()
    })
    socket.on('disconnect', (reason) => {
      this.lost()
      // The server closed it on purpose (a restart, say): the library would not come back by itself.
      if (reason === 'io server disconnect' && !store.getState().problem) this.reconnectSoon()
    })
    socket.on('connect_error', (error) => {
      if (error.message === 'unauthorized') {
        store.setState({ problem: { kind: 'identity' } })
        return
      }
      const isOneTabTooMany = error.message === 'rate_limited' && !store.getState().room
      if (isOneTabTooMany) store.setState({ problem: { kind: 'tabs' } })
      else this.lost()
      if (!socket.active) this.reconnectSoon()
    })
    socket.on('room:state', (timer) => store.setState((state) => withTimer(state, timer)))
    socket.on('queue:updated', (queue) => store.setState((state) => withQueue(state, queue)))
    socket.on('room:updated', (room) => store.setState((state) => withRoom(state, room)))
    socket.on('member:joined', (member) => store.setState((state) => withMember(state, member)))
    socket.on('member:updated', (member) => store.setState((state) => withMember(state, member)))
    socket.on('member:left', ({ id }) => store.setState((state) => withoutMember(state, id)))
    mapChatEvents(socket, store)
    socket.on('board:updated', (change) => {
      for (const { changed } of this.boardHandlers) changed(change)
    })
    socket.on('board:pointer', (pointer) => {
      for (const { pointed } of this.boardHandlers) pointed(pointer)
    })
    socket.on('task:updated', (task) => {
      store.setState((state) => ({ tasks: withTask(state.tasks, task) }))
    })
    for (const event of ['proposal:created', 'proposal:updated'] as const) {
      socket.on(event, (proposal) => {
        store.setState((state) => ({ proposals: withProposal(state.proposals, proposal) }))
      })
    }
    socket.on('room:closed', ({ reason }) => {
      store.setState({ problem: { kind: reason } })
      if (reason !== 'ended') return
      this.endedAt = this.clock.monotonicNow()
      this.awaitRestore()
    })
    socket.on('server:draining', ({ retryAfterMs }) => {
      socket.io.reconnectionDelay(retryAfterMs) // each is told another time, lest all come at once
      store.setState({ connection: 'reconnecting' })
    })
  }

  private reconnectSoon(): void {
    clearTimeout(this.joinTimer)
    this.joinTimer = setTimeout(() => this.socket?.connect(), joinRetryMs)
  }
}

function failure(reason: 'offline' | 'no_answer'): { ok: false; error: AckError } {
  return { ok: false, error: { code: 'unavailable', reason, message: reason } }
}

/** What a refused join means for the person, or null where trying again by itself is enough. */
export function problemOf(error: AckError): RoomProblem | null {
  const { retryAfterMs } = error
  switch (error.code) {
    case 'not_found':
      return { kind: 'unknown' }
    case 'gone':
      return { kind: error.reason === 'room_ended' ? 'ended' : 'expired' }
    case 'full':
      return { kind: 'full' }
    case 'unauthorized':
      return { kind: 'identity' }
    case 'rate_limited':
      return { kind: 'busy', retryAfterMs }
    case 'invalid':
      return { kind: 'unknown' }
    case 'forbidden':
      if (error.reason === 'kicked') return { kind: 'kicked', retryAfterMs }
      return { kind: error.reason === 'banned' ? 'banned' : 'locked' }
    default:
      return null
  }
}
