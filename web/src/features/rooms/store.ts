import { createStore, type StoreApi } from 'zustand/vanilla'
import { emptyLog, type ChatLog } from './chat/chat-state'
import { withoutForeign, type TaskEdit } from '@/features/tasks/lib/tasks'
import { newerQueue, withoutLanded, type QueueEdit } from './lib/queue-edits'
import { newerTimer } from './lib/timer'
import type { Member, Proposal, Queue, Room, Segment, Snapshot, Task, Timer } from '@api/events'

/** Why somebody is not in the room, and in how long trying again makes sense. */
export type RoomProblem = {
  kind:
    | 'unknown'
    | 'expired'
    | 'ended'
    | 'full'
    | 'locked'
    | 'kicked'
    | 'banned'
    | 'identity'
    | 'busy'
    | 'tabs'
    | 'unreachable'
  retryAfterMs?: number
}

export type ConnectionState = 'connecting' | 'online' | 'reconnecting' | 'offline'

/**
 * One room as this tab knows it: what the server said last, and on top what the person just did and the server has
 * not answered yet (`guess`, `edits`). Fed by socket.ts and actions.ts only; null means no snapshot came yet.
 */
export type RoomState = {
  connection: ConnectionState
  problem: RoomProblem | null
  room: Room | null
  timer: Timer | null
  /** The timer as our own unanswered command will make it. */
  guess: Timer | null
  queue: Queue | null
  /** Our own unanswered edits, oldest first. */
  edits: QueueEdit[]
  /** What we removed last, as long as it can be taken back. */
  removed: { segment: Segment; index: number } | null
  members: Member[]
  meId: string | null
  chat: ChatLog
  boardId: string | null
  /** The public ones, and our own. */
  tasks: Task[]
  /** Our own unanswered changes of tasks, oldest first. */
  taskEdits: TaskEdit[]
  /** The segment whose tasks are shown in the queue. */
  openTasks: string | null
  proposals: Proposal[]
}

export type RoomStore = StoreApi<RoomState>

export function createRoomStore(): RoomStore {
  return createStore<RoomState>(() => ({
    connection: 'connecting',
    problem: null,
    room: null,
    timer: null,
    guess: null,
    queue: null,
    edits: [],
    removed: null,
    members: [],
    meId: null,
    chat: emptyLog,
    boardId: null,
    tasks: [],
    taskEdits: [],
    openTasks: null,
    proposals: [],
  }))
}

/** A snapshot is the whole truth of that moment: it replaces even what looks newer. */
export function withSnapshot(snapshot: Snapshot): Partial<RoomState> {
  return {
    connection: 'online',
    problem: null,
    room: snapshot.room,
    timer: snapshot.timer,
    queue: snapshot.queue,
    members: byArrival(snapshot.members),
    meId: snapshot.me.id,
    boardId: snapshot.board.boardId,
    tasks: snapshot.tasks,
    proposals: snapshot.proposals,
  }
}

export function withTimer(state: RoomState, timer: Timer): Partial<RoomState> {
  return { timer: newerTimer(state.timer, timer) }
}

export function withQueue(state: RoomState, incoming: Queue): Partial<RoomState> {
  const queue = newerQueue(state.queue, incoming)
  if (queue === state.queue) return {}
  const edits = state.queue ? withoutLanded(state.edits, state.queue, queue) : state.edits
  return { queue, edits }
}

export function withRoom(state: RoomState, room: Room): Partial<RoomState> {
  return { room, proposals: withoutForeign({ ...state, room }) }
}

/** Joined, renamed, here again or with another role. */
export function withMember(state: RoomState, member: Member): Partial<RoomState> {
  const others = state.members.filter((other) => other.id !== member.id)
  return { members: byArrival([...others, member]) }
}

export function withoutMember(state: RoomState, id: string): Partial<RoomState> {
  return { members: state.members.filter((member) => member.id !== id) }
}

function byArrival(members: readonly Member[]): Member[] {
  return members.toSorted((a, b) => a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1))
}

export const selectTimer = (state: RoomState): Timer | null => state.guess ?? state.timer

export const selectIsHost = (state: RoomState): boolean =>
  state.meId !== null && state.room?.hostId === state.meId
