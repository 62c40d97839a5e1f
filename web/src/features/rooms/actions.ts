import type { ServerClock } from './lib/clock'
import type { QueueEdit } from './lib/queue-edits'
import { predictPause, predictPlay } from './lib/timer'
import type {
  AckAnswer,
  AckError,
  Queue,
  Room,
  RoomChange,
  Segment,
  SegmentInput,
  Timer,
} from '@api/events'
import type { RoomConnection } from './socket'
import { selectTimer, withQueue, withTimer, type RoomStore } from './store'

export type RoomActions = ReturnType<typeof createRoomActions>

type Context = {
  connection: Pick<RoomConnection, 'send' | 'sync'>
  store: RoomStore
  clock: Pick<ServerClock, 'now'>
  /** Tells the person; called once for each refused or unanswered command. */
  onError: (error: AckError) => void
}

/**
 * Everything a person can do in the room. What they did shows at once where it can be foreseen, and goes back when
 * the server refuses; `true` means the server agreed.
 */
export function createRoomActions({ connection, store, clock, onError }: Context) {
  let keys = 0
  /** The last adjustment that is not answered yet. */
  let adjusting: Promise<boolean> | null = null

  function failed(error: AckError): false {
    onError(error)
    // Nobody knows whether it took effect: ask.
    if (error.reason === 'no_answer') void connection.sync()
    return false
  }

  async function timerCommand(answer: Promise<AckAnswer<Timer>>, guess: Timer | null = null) {
    if (guess) store.setState({ guess })
    const result = await answer
    const settled = (state: { guess: Timer | null }) =>
      guess !== null && state.guess === guess ? { guess: null } : {}
    if (result.ok) {
      store.setState((state) => ({ ...withTimer(state, result.data), ...settled(state) }))
      return true
    }
    const { current } = result.error
    store.setState((state) => ({
      ...(isTimer(current) ? withTimer(state, current) : {}),
      ...settled(state),
    }))
    return failed(result.error)
  }

  /**
   * What names the version that was seen waits for our own adjustments, which change it. After a refused one nothing
   * goes out: it was meant for a time that is no more.
   */
  function onceAdjusted(command: () => Promise<boolean>): Promise<boolean> {
    return adjusting ? adjusting.then((agreed) => agreed && command()) : command()
  }

  async function queueCommand(answer: Promise<AckAnswer<Queue>>, edit?: QueueEdit) {
    if (edit) store.setState((state) => ({ edits: [...state.edits, edit] }))
    const result = await answer
    const current = result.ok ? result.data : result.error.current
    store.setState((state) => {
      const next = isQueue(current) ? withQueue(state, current) : {}
      const edits = (next.edits ?? state.edits).filter((other) => other !== edit)
      return { ...next, edits }
    })
    return result.ok || failed(result.error)
  }

  async function plain(answer: Promise<AckAnswer<void>>) {
    const result = await answer
    return result.ok || failed(result.error)
  }

  const timer = () => selectTimer(store.getState())
  const version = () => store.getState().timer?.version
  const key = () => `edit-${++keys}`

  return {
    play() {
      const now = timer()
      return timerCommand(connection.send('timer:play', {}), now && predictPlay(now, clock.now()))
    },
    pause() {
      const now = timer()
      return timerCommand(connection.send('timer:pause', {}), now && predictPause(now, clock.now()))
    },
    jump: (index: number) => timerCommand(connection.send('timer:play', { index })),
    skip: () =>
      onceAdjusted(() => timerCommand(connection.send('timer:skip', { version: version() }))),
    restart: () => timerCommand(connection.send('timer:restart', {})),
    adjust(deltaSec: number) {
      const done = onceAdjusted(() =>
        timerCommand(connection.send('timer:adjust', { deltaSec, version: version() })),
      )
      adjusting = done
      void done.finally(() => {
        if (adjusting === done) adjusting = null
      })
      return done
    },

    /** At the end unless told otherwise: of several added quickly none knows yet how many will stand before it. */
    addSegment(input: Omit<Segment, 'id'>, index?: number) {
      const id = key()
      const segment = { ...input, id }
      const edit: QueueEdit = { type: 'add', key: id, segment, index: index ?? Infinity }
      const place = index === undefined ? {} : { index }
      return queueCommand(connection.send('queue:add', { segment: { ...input }, ...place }), edit)
    },
    updateSegment(id: string, changes: Partial<Omit<Segment, 'id'>>) {
      const edit: QueueEdit = { type: 'update', key: key(), id, changes }
      return queueCommand(connection.send('queue:update', { id, ...changes }), edit)
    },
    removeSegment: (id: string) =>
      queueCommand(connection.send('queue:remove', { id }), { type: 'remove', key: key(), id }),
    moveSegment(id: string, index: number) {
      const edit: QueueEdit = { type: 'move', key: key(), id, index }
      return queueCommand(connection.send('queue:move', { id, index }), edit)
    },
    /** Refused with the current queue when somebody changed it after we looked. */
    replaceQueue(segments: SegmentInput[]) {
      const queueVersion = store.getState().queue?.version ?? 0
      return queueCommand(connection.send('queue:replace', { version: queueVersion, segments }))
    },

    async updateRoom(change: RoomChange) {
      const apply = (room: Room) => store.setState({ room })
      const result = await connection.send('room:update', change, { apply })
      return result.ok || failed(result.error)
    },
    handOver: (memberId: string) => plain(connection.send('host:transfer', { memberId })),
    mute: (memberId: string, muted: boolean) =>
      plain(connection.send('member:mute', { memberId, muted })),
    kick: (memberId: string) => plain(connection.send('member:kick', { memberId })),
    ban: (memberId: string) => plain(connection.send('member:ban', { memberId })),
    unban: (memberId: string) => plain(connection.send('member:unban', { memberId })),
  }
}

function isQueue(value: unknown): value is Queue {
  return typeof value === 'object' && value !== null && 'segments' in value
}

function isTimer(value: unknown): value is Timer {
  return typeof value === 'object' && value !== null && 'remainingMs' in value
}
