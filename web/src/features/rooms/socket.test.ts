import type { AckError, Snapshot } from '@api/events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRoomActions } from './actions'
import { ServerClock } from './lib/clock'
import { segment, timer } from './lib/testing'
import { problemOf, RoomConnection, type RoomSocket } from './socket'
import { createRoomStore, type RoomStore } from './store'

/** Given a tick later; `held` until the test says `answer`. */
type Answer = { ok: true; data?: unknown } | { ok: false; error: AckError } | 'silence' | 'held'
type Answered = (error: Error | null, answer?: Answer) => void

/** Stands in for the library's socket: events are fired and answers given by the test. */
class FakeSocket {
  connected = false
  active = true
  connects = 0
  io = { reconnectionDelay: vi.fn<(ms: number) => void>() }
  sent: string[] = []
  answers: Record<string, Answer> = {}
  /** Answers what was sent last, in this very tick. */
  answer: (answer: Answer) => void = () => {}
  private handlers = new Map<string, (payload?: unknown) => void>()

  on(event: string, handler: (payload?: unknown) => void) {
    this.handlers.set(event, handler)
  }
  fire(event: string, payload?: unknown) {
    this.handlers.get(event)?.(payload)
  }
  connect() {
    this.connects += 1
    return this
  }
  disconnect() {
    this.connected = false
    this.fire('disconnect', 'io client disconnect')
    return this
  }
  removeAllListeners() {
    this.handlers.clear()
  }
  timeout() {
    return {
      emit: (event: string, _: unknown, answered: Answered) => {
        this.sent.push(event)
        const answer = this.answers[event] ?? 'silence'
        this.answer = (held) => answered(null, held)
        if (answer === 'held') return
        queueMicrotask(() =>
          answer === 'silence'
            ? answered(new Error('operation has timed out'))
            : answered(null, answer),
        )
      },
    }
  }
  /** The network brought us to the server. */
  arrive() {
    this.connected = true
    this.fire('connect')
  }
  asSocket() {
    return this as unknown as RoomSocket
  }
}

const me = {
  id: '7',
  displayName: 'Ana',
  role: 'host',
  isHere: true,
  joinedAt: 1,
  status: 'here',
  muted: false,
} as const

const snapshot: Snapshot = {
  room: {
    id: '1',
    code: 'pomo-ABCDEF',
    name: null,
    theme: 'tomato',
    visibility: 'link',
    capacity: 20,
    locked: false,
    autoStart: { focus: true, breaks: true },
    quietChat: false,
    boardLocked: false,
    hostId: '7',
    createdAt: 0,
    expiresAt: 1,
  },
  timer: timer({ version: 3 }),
  queue: { version: 1, segments: [segment('a')] },
  members: [me],
  me,
  tasks: [],
  proposals: [],
  chat: { messages: [], hasEarlier: false },
  board: { boardId: '1', sequence: 0 },
  serverNow: 1_800_000_000_000,
}

const refused = (error: Partial<AckError>): Answer => ({
  ok: false,
  error: { code: 'internal', reason: 'internal', message: '', ...error },
})

let socket: FakeSocket
let store: RoomStore
let machine: { wall: number; monotonic: number }
let connection: RoomConnection

beforeEach(async () => {
  vi.useFakeTimers()
  socket = new FakeSocket()
  socket.answers = {
    'room:join': { ok: true, data: snapshot },
    'room:sync': { ok: true, data: snapshot },
    'clock:ping': { ok: true, data: { serverNow: snapshot.serverNow } },
  }
  store = createRoomStore()
  machine = { wall: 1_000_000, monotonic: 5_000 }
  const clock = new ServerClock({ wall: () => machine.wall, monotonic: () => machine.monotonic })
  connection = new RoomConnection(
    'ABCDEF',
    store,
    clock,
    () => 'Ana',
    async () => socket.asSocket(),
  )
  await connection.start()
})

afterEach(() => {
  connection.close({ leave: false })
  vi.useRealTimers()
})

const settle = () => vi.advanceTimersByTimeAsync(0)
const count = (event: string) => socket.sent.filter((sent) => sent === event).length

describe('RoomConnection', () => {
  it('joins on every connection and measures the clock with five pings', async () => {
    socket.arrive()
    await settle()
    expect(store.getState()).toMatchObject({ connection: 'online', meId: '7' })
    expect(count('clock:ping')).toBe(5)
    socket.fire('disconnect', 'transport close')
    expect(store.getState().connection).toBe('reconnecting')
    socket.arrive()
    await settle()
    expect(count('room:join')).toBe(2)
    expect(store.getState().connection).toBe('online')
  })

  it.each(['room:join', 'room:sync'])(
    'keeps the order of the answer to %s and an event that came with it',
    async (event) => {
      if (event === 'room:join') socket.answers[event] = 'held'
      socket.arrive()
      await settle()
      if (event === 'room:sync') {
        socket.answers[event] = 'held'
        void connection.sync()
      }
      socket.answer({ ok: true, data: snapshot })
      socket.fire('room:updated', { ...snapshot.room, name: 'Renamed meanwhile' })
      await settle()
      expect(store.getState().room?.name).toBe('Renamed meanwhile')
    },
  )

  it('keeps the order of what we changed and what somebody changed after us', async () => {
    socket.arrive()
    await settle()
    const clock = { now: () => 0 }
    const actions = createRoomActions({ connection, store, clock, onError: () => {} })
    const renamed = (name: string) => ({ ...snapshot.room, name })
    socket.answers['room:update'] = 'held'
    const done = actions.updateRoom({ name: 'Ours' })
    socket.answer({ ok: true, data: renamed('Ours') })
    socket.fire('room:updated', renamed('Theirs, later'))
    expect(await done).toBe(true)
    expect(store.getState().room?.name).toBe('Theirs, later')
  })

  it('drops a timer that is older than the one it has', async () => {
    socket.arrive()
    await settle()
    socket.fire('room:state', timer({ version: 5 }))
    socket.fire('room:state', timer({ version: 4 }))
    expect(store.getState().timer?.version).toBe(5)
  })

  it('refuses to send without a connection, so nothing old arrives later', async () => {
    const answer = await connection.send('timer:skip', {})
    expect(answer).toMatchObject({ ok: false, error: { reason: 'offline' } })
    expect(socket.sent).toEqual([])
  })

  it('knocks again at a full room until there is a seat', async () => {
    socket.answers['room:join'] = refused({ code: 'full', reason: 'room_full' })
    socket.arrive()
    await settle()
    expect(store.getState().problem?.kind).toBe('full')
    socket.answers['room:join'] = { ok: true, data: snapshot }
    await vi.advanceTimersByTimeAsync(15_000)
    expect(store.getState()).toMatchObject({ problem: null, meId: '7' })
  })

  it('tries again by itself while the server is busy', async () => {
    socket.answers['room:join'] = refused({ code: 'unavailable', reason: 'overloaded' })
    socket.arrive()
    await settle()
    expect(store.getState().problem).toBeNull()
    socket.answers['room:join'] = { ok: true, data: snapshot }
    await vi.advanceTimersByTimeAsync(2_000)
    expect(store.getState().meId).toBe('7')
  })

  it('asks for a name when the server does not know us', () => {
    socket.fire('connect_error', new Error('unauthorized'))
    expect(store.getState().problem?.kind).toBe('identity')
  })

  it('says so when the room cannot be reached at all, and clears it once it is', async () => {
    socket.fire('connect_error', new Error('xhr poll error'))
    expect(store.getState().problem?.kind).toBe('unreachable')
    socket.arrive()
    await settle()
    expect(store.getState().problem).toBeNull()
  })

  it('waits for another tab to close when there are too many, and then goes on', async () => {
    socket.active = false // after a refusal the library does not try again
    socket.fire('connect_error', new Error('rate_limited'))
    expect(store.getState().problem?.kind).toBe('tabs')
    const connects = socket.connects
    await vi.advanceTimersByTimeAsync(2_000)
    expect(socket.connects).toBe(connects + 1)
    socket.arrive()
    await settle()
    expect(store.getState().problem).toBeNull()
  })

  it('shows the door when kicked, and does not come back by itself', async () => {
    socket.arrive()
    await settle()
    socket.fire('room:closed', { reason: 'kicked' })
    socket.fire('disconnect', 'io server disconnect')
    const connects = socket.connects
    await vi.advanceTimersByTimeAsync(60_000)
    expect(store.getState().problem?.kind).toBe('kicked')
    expect(socket.connects).toBe(connects)
  })

  it('tries again for a while when the host ended the room, who may think better of it', async () => {
    socket.arrive()
    await settle()
    const joins = () => socket.sent.filter((event) => event === 'room:join').length
    socket.answers['room:join'] = refused({ code: 'gone', reason: 'room_ended' })
    socket.fire('room:closed', { reason: 'ended' })
    expect(store.getState().problem?.kind).toBe('ended')
    for (let second = 0; second < 60; second++) {
      machine.monotonic += 1_000
      await vi.advanceTimersByTimeAsync(1_000)
    }
    const tried = joins()
    expect(tried).toBeGreaterThan(4)
    expect(tried).toBeLessThan(9)
    expect(store.getState().problem?.kind).toBe('ended')
  })

  it('is back as soon as the room is restored', async () => {
    socket.arrive()
    await settle()
    socket.fire('room:closed', { reason: 'ended' })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(store.getState().problem).toBeNull()
  })

  it('comes back when the server closed the connection for a restart', async () => {
    socket.arrive()
    await settle()
    socket.connected = false
    socket.fire('disconnect', 'io server disconnect')
    const connects = socket.connects
    await vi.advanceTimersByTimeAsync(2_000)
    expect(socket.connects).toBe(connects + 1)
  })

  it('comes back from a restart when the server said, not when everybody else does', async () => {
    socket.arrive()
    await settle()
    socket.fire('server:draining', { retryAfterMs: 1_700 })
    expect(store.getState().connection).toBe('reconnecting')
    expect(socket.io.reconnectionDelay).toHaveBeenLastCalledWith(1_700)
    socket.arrive()
    expect(socket.io.reconnectionDelay).toHaveBeenLastCalledWith(500)
  })

  it('fetches everything again when the network is back and the connection lives', async () => {
    socket.arrive()
    await settle()
    window.dispatchEvent(new Event('online'))
    await settle()
    expect(count('room:sync')).toBe(1)
  })

  it('makes a new connection when the old one does not answer any more', async () => {
    socket.arrive()
    await settle()
    socket.answers['clock:ping'] = 'silence'
    const connects = socket.connects
    window.dispatchEvent(new Event('offline'))
    await settle()
    expect(socket.connects).toBe(connects + 1)
  })

  it('measures and fetches again after sleep, in which only the wall clock went on (R2)', async () => {
    socket.arrive()
    await settle()
    machine.wall += 20 * 60_000
    connection.checkForSleep()
    await settle()
    expect(count('room:sync')).toBe(1)
    expect(count('clock:ping')).toBeGreaterThan(5)
    connection.checkForSleep()
    await settle()
    expect(count('room:sync')).toBe(1)
  })

  it('joins again when the server forgot us', async () => {
    socket.arrive()
    await settle()
    socket.answers['room:sync'] = refused({ code: 'not_found', reason: 'not_in_room' })
    await connection.sync()
    await settle()
    expect(count('room:join')).toBe(2)
  })

  it('tells the room when we leave', async () => {
    socket.arrive()
    await settle()
    connection.close({ leave: true })
    expect(socket.sent.at(-1)).toBe('room:leave')
    await settle()
    expect(socket.connected).toBe(false)
  })
})

it.each<[Partial<AckError>, string | undefined]>([
  [{ code: 'not_found' }, 'unknown'],
  [{ code: 'invalid' }, 'unknown'],
  [{ code: 'gone' }, 'expired'],
  [{ code: 'full' }, 'full'],
  [{ code: 'unauthorized' }, 'identity'],
  [{ code: 'forbidden', reason: 'room_locked' }, 'locked'],
  [{ code: 'forbidden', reason: 'kicked', retryAfterMs: 60_000 }, 'kicked'],
  [{ code: 'forbidden', reason: 'banned' }, 'banned'],
  [{ code: 'gone', reason: 'room_ended' }, 'ended'],
  [{ code: 'rate_limited', retryAfterMs: 5_000 }, 'busy'],
  [{ code: 'unavailable' }, undefined],
  [{ code: 'internal' }, undefined],
])('problemOf %j is %s', (error, kind) => {
  const problem = problemOf({ code: 'internal', reason: '', message: '', ...error })
  expect(problem?.kind).toBe(kind)
  expect(problem?.retryAfterMs).toBe(error.retryAfterMs)
})
