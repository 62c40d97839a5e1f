/**
 * The live half of the wire contract: every Socket.IO event, its payload and its answer.
 *
 * Path `/socket.io/`, namespace `/`. Identity is the session or guest cookie (own Origin only) or `auth: {token}`;
 * nobody gets `connect_error` with the message `unauthorized`, somebody with too many tabs one with
 * `rate_limited` and the data `{code, reason: 'too_many_sockets', retryAfterMs}`. Each client event
 * carries one payload object and is acknowledged, after the change is stored where it writes. A socket
 * is in at most one room: joining another leaves the first. Objects are those of `openapi.yaml`.
 *
 * This file stands alone (no imports): the web client, the tests and other clients may copy it.
 */

// ── Objects ─────────────────────────────────────────────────────────────────────────────────────

/** Milliseconds since the Unix epoch, by the server's clock. */
export type Time = number

export type Theme = 'tomato' | 'lofi' | 'matcha' | 'sky' | 'midnight' | 'forest'
export type Visibility = 'link' | 'public'
/** What a room's queue starts with: 4 × 25/5 with a last break of 15, 3 × 50/10, 4 × 15/3, nothing. */
export type Template = 'classic' | 'fifty_ten' | 'sprint' | 'empty'
export type SegmentKind = 'focus' | 'break' | 'long_break' | 'custom'
export type TimerStatus = 'idle' | 'running' | 'paused' | 'ended'

export interface AutoStart {
  focus: boolean
  breaks: boolean
}

export interface Room {
  id: string
  /** `pomo-XXXXXX`, upper-case. */
  code: string
  /** At most 60 characters; null when unset. */
  name: string | null
  theme: Theme
  visibility: Visibility
  capacity: number
  locked: boolean
  autoStart: AutoStart
  quietChat: boolean
  /** Only the host may draw. */
  boardLocked: boolean
  /** Member id of the host. */
  hostId: string
  createdAt: Time
  expiresAt: Time
}

/** One serialiser makes it, the same everywhere; drop a state with a lower `version` than the last one seen. */
export interface Timer {
  version: number
  status: TimerStatus
  /** Of the current segment; of the last one when ended. */
  index: number
  /** Null when the queue is empty or has ended. */
  segmentId: string | null
  plannedSec: number
  /** Null unless running. */
  startedAt: Time | null
  /** Null unless running. */
  endsAt: Time | null
  /** What is left; the full length when idle. */
  remainingMs: number
  serverNow: Time
}

export interface Segment {
  id: string
  kind: SegmentKind
  /** 1 to 100 characters. */
  label: string
  /** Whole seconds, 60 to 7200. */
  durationSec: number
  countsAsFocus: boolean
}

/** What a client sends for a segment: with `id` it stays the same segment. */
export interface SegmentInput {
  id?: string
  kind: SegmentKind
  /** Default: the name of the kind (Focus, Short break, Long break, Custom). */
  label?: string
  durationSec: number
  /** Read for `custom` only (default true): focus always counts, breaks never. */
  countsAsFocus?: boolean
}

export interface Queue {
  version: number
  /** At most 50. */
  segments: Segment[]
}

export interface Member {
  /** Public id of this person in this room. */
  id: string
  displayName: string
  role: 'host' | 'guest'
  /** False during the 30 s grace after the last connection closed. */
  isHere: boolean
  joinedAt: Time
  status: 'here' | 'away'
  /** The host took their voice: no chat, no reactions, no proposals. */
  muted: boolean
  /** Of somebody with a complete account, as the two below. */
  userId?: string
  username?: string
  /** Where their picture is, if they have one. */
  avatar?: string
}

/** What somebody has set on one device for all of them, by name. */
export interface Preferences {
  values: Record<string, { value: unknown; changedAt: Time }>
}

export type TaskVisibility = 'public' | 'private'

/** What a segment is for: one public task a segment, and one private task a person and segment. */
export interface Task {
  segmentId: string
  visibility: TaskVisibility
  /** At most 500 characters; empty when cleared. */
  text: string
  done: boolean
  updatedAt: Time
}

export type ProposalType = 'add_segment' | 'edit_segment' | 'public_task'
export type ProposalStatus = 'pending' | 'accepted' | 'rejected'

/** What a guest asks the host to do; `payload` is as it was sent, checked. */
export type ProposalContent =
  | { type: 'add_segment'; payload: { segment: SegmentInput; index?: number } }
  | {
      type: 'edit_segment'
      payload: {
        id: string
        kind?: SegmentKind
        label?: string
        durationSec?: number
        countsAsFocus?: boolean
      }
    }
  | { type: 'public_task'; payload: { segmentId: string; text: string } }

export type Proposal = ProposalContent & {
  id: string
  status: ProposalStatus
  memberId: string
  displayName: string
  createdAt: Time
  decidedAt: Time | null
}

export type Reaction = 'heart' | 'clap' | 'fire' | 'laugh' | 'wow' | 'tomato'

export interface ChatMessage {
  id: string
  /** Place in the room's one order; rises, with gaps. */
  sequence: number
  memberId: string
  /** The name used then. */
  displayName: string
  /** 1 to 500 characters; empty when deleted. */
  text: string
  /** As the sender gave it. */
  clientId: string
  sentAt: Time
  deleted: boolean
  /** Who reacted, by member id; reactions that nobody gave are absent. */
  reactions: Partial<Record<Reaction, string[]>>
}

/** The latest messages, oldest first, at most 50. Older ones: GET /api/rooms/{code}/messages. */
export interface Chat {
  messages: ChatMessage[]
  hasEarlier: boolean
}

/**
 * One Excalidraw element. The server reads the fields named here and the size; whatever else an element holds is
 * kept as it came.
 */
export interface BoardElement {
  id: string
  /** Rises with each change; the higher one wins. */
  version: number
  /** On equal versions the lower one wins. */
  versionNonce: number
  isDeleted: boolean
  /** Fractional index: the order of drawing. */
  index?: string | null
  [other: string]: unknown
}

export interface BoardChange {
  boardId: string
  /** Rises with each change that this server process has seen; another process counts on its own. */
  sequence: number
  /** To be merged; of several changes in any order. */
  elements: BoardElement[]
  /** Too much changed for one event, and `elements` is empty: read the scene again. */
  reload?: true
}

/** Everything about a room at one moment; later events continue from here. */
export interface Snapshot {
  room: Room
  timer: Timer
  queue: Queue
  /** Everyone present or within the grace. */
  members: Member[]
  me: Member
  /** Every public task, and one's own private ones. */
  tasks: Task[]
  /** The host's: all that wait. Anybody else's: their own, those decided within a day too. Oldest first. */
  proposals: Proposal[]
  /** The sequence is 0 while nobody has it open. */
  board: { boardId: string; sequence: number }
  serverNow: Time
  chat: Chat
}

// ── Acknowledgements ────────────────────────────────────────────────────────────────────────────

export type ErrorCode =
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'gone'
  | 'conflict'
  | 'full'
  | 'rate_limited'
  | 'unavailable'
  | 'storage_full'
  | 'internal'

export interface AckError {
  code: ErrorCode
  /** Says more than `code`, such as `not_host`, `kicked`, `unknown_room`, `stale_version`. */
  reason: string
  /** For people; its words may change. */
  message: string
  /** The payload's field, with `invalid`. */
  field?: string
  retryAfterMs?: number
  /** With `stale_version`: the Timer or Queue that is current. */
  current?: unknown
}

export type AckOk<Data> = [Data] extends [void] ? { ok: true } : { ok: true; data: Data }
export type AckFailure = { ok: false; error: AckError }
export type AckAnswer<Data> = AckOk<Data> | AckFailure

/** Called once with the outcome. */
export type Ack<Data> = (answer: AckAnswer<Data>) => void

// ── Client to server ────────────────────────────────────────────────────────────────────────────

export type Nothing = Record<string, never>

/** A version that is not the current one: conflict `stale_version`, checked before the rest of the payload. */
export interface WithVersion {
  version?: number
}

export interface JoinPayload {
  /** In any case, with or without `pomo-`. */
  code: string
  /** Default: the guest's name. A later join may bring another. */
  displayName?: string
}

export interface RoomChange {
  name?: string | null
  theme?: Theme
  visibility?: Visibility
  capacity?: number
  locked?: boolean
  autoStart?: Partial<AutoStart>
  quietChat?: boolean
  boardLocked?: boolean
}

export interface PlayPayload extends WithVersion {
  /** Jump to that segment and run it. Without: start or resume. */
  index?: number
}

export interface AdjustPayload extends WithVersion {
  /** −1800 to 1800; the remaining time stays within 1 s and 7200 s. */
  deltaSec: number
}

export interface QueueReplacePayload {
  version: number
  segments: SegmentInput[]
}

export interface QueueAddPayload extends WithVersion {
  segment: SegmentInput
  /** Default: the end. */
  index?: number
}

export interface QueueUpdatePayload extends WithVersion {
  id: string
  kind?: SegmentKind
  label?: string
  durationSec?: number
  countsAsFocus?: boolean
}

export interface QueueRemovePayload extends WithVersion {
  id: string
}

export interface QueueMovePayload extends WithVersion {
  id: string
  /** Where it stands afterwards. */
  index: number
}

export interface MemberPayload {
  memberId: string
}

export interface MutePayload {
  memberId: string
  /** Default: true. */
  muted?: boolean
}

export interface TaskSetPayload {
  segmentId: string
  visibility: TaskVisibility
  /** At most 500 characters after trim; empty clears the task. */
  text: string
}

export interface TaskDonePayload {
  segmentId: string
  /** Default: private. */
  visibility?: TaskVisibility
  done: boolean
}

export type ProposalSubmitPayload = ProposalContent

export interface ProposalDecidePayload {
  id: string
  decision: 'accept' | 'reject'
}

export interface ChatSendPayload {
  /** 1 to 500 characters after trim. */
  text: string
  /** 1 to 64 characters: sent again within a day it is the same message. */
  clientId: string
}

export interface ChatReactPayload {
  messageId: string
  reaction: Reaction
  on: boolean
}

export interface ChatDeletePayload {
  messageId: string
}

export interface BoardPayload {
  boardId: string
}

export interface BoardUpdatePayload {
  boardId: string
  /** Changed elements alone; together at most 64 KiB. */
  elements: BoardElement[]
}

export interface BoardPointerPayload {
  boardId: string
  x: number
  y: number
}

export interface ClientToServerEvents {
  'clock:ping': (payload: Nothing, ack: Ack<{ serverNow: Time }>) => void
  'room:join': (payload: JoinPayload, ack: Ack<Snapshot>) => void
  'room:leave': (payload: Nothing, ack: Ack<void>) => void
  'room:sync': (payload: Nothing, ack: Ack<Snapshot>) => void
  'room:update': (payload: RoomChange, ack: Ack<Room>) => void
  'timer:play': (payload: PlayPayload, ack: Ack<Timer>) => void
  'timer:pause': (payload: WithVersion, ack: Ack<Timer>) => void
  'timer:skip': (payload: WithVersion, ack: Ack<Timer>) => void
  'timer:restart': (payload: WithVersion, ack: Ack<Timer>) => void
  'timer:adjust': (payload: AdjustPayload, ack: Ack<Timer>) => void
  'queue:replace': (payload: QueueReplacePayload, ack: Ack<Queue>) => void
  'queue:add': (payload: QueueAddPayload, ack: Ack<Queue>) => void
  'queue:update': (payload: QueueUpdatePayload, ack: Ack<Queue>) => void
  'queue:remove': (payload: QueueRemovePayload, ack: Ack<Queue>) => void
  'queue:move': (payload: QueueMovePayload, ack: Ack<Queue>) => void
  'host:transfer': (payload: MemberPayload, ack: Ack<void>) => void
  'member:kick': (payload: MemberPayload, ack: Ack<void>) => void
  'member:ban': (payload: MemberPayload, ack: Ack<void>) => void
  'member:unban': (payload: MemberPayload, ack: Ack<void>) => void
  'member:mute': (payload: MutePayload, ack: Ack<void>) => void
  'task:set': (payload: TaskSetPayload, ack: Ack<Task>) => void
  'task:done': (payload: TaskDonePayload, ack: Ack<Task>) => void
  'proposal:submit': (payload: ProposalSubmitPayload, ack: Ack<Proposal>) => void
  'proposal:decide': (payload: ProposalDecidePayload, ack: Ack<Proposal>) => void
  'chat:send': (payload: ChatSendPayload, ack: Ack<ChatMessage>) => void
  'chat:react': (payload: ChatReactPayload, ack: Ack<ChatMessage>) => void
  'chat:delete': (payload: ChatDeletePayload, ack: Ack<ChatMessage>) => void
  'chat:typing': (payload: Nothing, ack: Ack<void>) => void
  /** Whoever has a board open is told of its changes; the scene itself: GET /api/rooms/{code}/board. */
  'board:open': (payload: BoardPayload, ack: Ack<{ sequence: number }>) => void
  'board:close': (payload: BoardPayload, ack: Ack<void>) => void
  'board:update': (payload: BoardUpdatePayload, ack: Ack<{ sequence: number }>) => void
  /** Sent without waiting for an answer. */
  'board:pointer': (payload: BoardPointerPayload, ack: Ack<void>) => void
  'board:clear': (payload: BoardPayload, ack: Ack<{ sequence: number }>) => void
  /** Takes the last `board:clear` back, within a minute. */
  'board:restore': (payload: BoardPayload, ack: Ack<{ sequence: number }>) => void
}

export type ClientEvent = keyof ClientToServerEvents
/** What an event carries, by its name. */
export type PayloadOf<Event extends ClientEvent> = Parameters<ClientToServerEvents[Event]>[0]
/** What a successful acknowledgement holds, by the event's name. */
export type DataOf<Event extends ClientEvent> =
  Parameters<ClientToServerEvents[Event]>[1] extends Ack<infer Data> ? Data : never

/**
 * `anyone`: any identity that is not banned; `member`: who is in the room; `speaker`: a member who is not muted;
 * `host`: its host at that moment.
 */
export type Sender = 'anyone' | 'member' | 'speaker' | 'host'

/** Who may send what. Outside a room: `not_found`; a member without the right: `forbidden`. */
export const clientEvents = {
  'clock:ping': 'anyone',
  'room:join': 'anyone',
  'room:leave': 'member',
  'room:sync': 'member',
  'room:update': 'host',
  'timer:play': 'host',
  'timer:pause': 'host',
  'timer:skip': 'host',
  'timer:restart': 'host',
  'timer:adjust': 'host',
  'queue:replace': 'host',
  'queue:add': 'host',
  'queue:update': 'host',
  'queue:remove': 'host',
  'queue:move': 'host',
  'host:transfer': 'host',
  'member:kick': 'host',
  'member:ban': 'host',
  'member:unban': 'host',
  'member:mute': 'host',
  'task:set': 'member', // a public one: host
  'task:done': 'member', // a public one: host
  'proposal:submit': 'speaker',
  'proposal:decide': 'host',
  'chat:send': 'speaker',
  'chat:react': 'speaker',
  'chat:delete': 'member', // one's own; the host any
  'chat:typing': 'speaker',
  'board:open': 'member',
  'board:close': 'member',
  'board:update': 'member', // of a locked board: host
  'board:pointer': 'member',
  'board:clear': 'host',
  'board:restore': 'host',
} as const satisfies Record<ClientEvent, Sender>

// ── Server to client ────────────────────────────────────────────────────────────────────────────

/** `kicked` and `banned` reach only the sockets of the person; the others everybody. */
export interface RoomClosed {
  reason: 'kicked' | 'banned' | 'expired' | 'ended'
}

export interface MemberLeft {
  id: string
  reason: 'left' | 'timeout' | 'kicked' | 'banned'
}

export interface ServerToClientEvents {
  /** Every transition of the timer. */
  'room:state': (timer: Timer) => void
  'room:updated': (room: Room) => void
  'room:closed': (payload: RoomClosed) => void
  'queue:updated': (queue: Queue) => void
  'member:joined': (member: Member) => void
  'member:left': (payload: MemberLeft) => void
  /** Presence, role or name changed. */
  'member:updated': (member: Member) => void
  /** A public task to everybody, a private one to its owner. */
  'task:updated': (task: Task) => void
  /** To the host and to whoever proposed, as the next one; a new host is told of all that wait. */
  'proposal:created': (proposal: Proposal) => void
  'proposal:updated': (proposal: Proposal) => void
  /** A message of somebody, of oneself too. */
  'chat:message': (message: ChatMessage) => void
  /** Deleted, or other reactions. */
  'chat:updated': (message: ChatMessage) => void
  /** Somebody else types; repeated every 3 s while they do. */
  'chat:typing': (payload: { memberId: string }) => void
  /** To those who have the board open, but not to the socket that made the change. */
  'board:updated': (change: BoardChange) => void
  'board:pointer': (payload: BoardPointerPayload & { memberId: string }) => void
  /** Some of the own preferences were set, on this device or another. */
  'preferences:changed': (preferences: Preferences) => void
  /** The session this connection was opened with has ended: it is closed next. */
  'session:revoked': (payload: { reason: string }) => void
  /** The server goes away soon: reconnect after that time. */
  'server:draining': (payload: { retryAfterMs: number }) => void
}

/** Names of everything the server sends, for tests and logs. */
export const serverEvents = [
  'room:state',
  'room:updated',
  'room:closed',
  'queue:updated',
  'member:joined',
  'member:left',
  'member:updated',
  'task:updated',
  'proposal:created',
  'proposal:updated',
  'chat:message',
  'chat:updated',
  'chat:typing',
  'board:updated',
  'board:pointer',
  'preferences:changed',
  'session:revoked',
  'server:draining',
] as const satisfies readonly (keyof ServerToClientEvents)[]
