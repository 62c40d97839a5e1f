import type { AckError, ChatMessage } from '@api/events'

/** A message of ours that the server has not confirmed yet. */
export type Draft = {
  /** The same one each time it is sent, which is how the server knows it again. */
  clientId: string
  text: string
  /** Server time. */
  writtenAt: number
  /** Why the server does not want it; null as long as it goes out by itself. */
  failure: AckError | null
}

/**
 * The room's chat as this tab knows it: a stretch without gaps up to the latest message, in the one order of the
 * server, and behind it what we wrote and the server has not confirmed.
 */
export type ChatLog = {
  /** By sequence, each id once. */
  messages: readonly ChatMessage[]
  /** The server has more before the first one. */
  hasEarlier: boolean
  earlier: 'idle' | 'loading' | 'failed'
  /** Oldest first. */
  drafts: readonly Draft[]
  /** Somebody scrolled up and reads there: what was loaded must stay. */
  isReading: boolean
  /** Everything up to this sequence was seen; null until the first look at the room. */
  readUpTo: number | null
  /** Who types at the moment, by member id. */
  typing: readonly string[]
  /** We were too quick: nothing goes out before this server time. */
  limitedUntil: number | null
  /** What stands in the composer, so that a closed panel does not lose it. */
  composing: string
  /** The segment during which we looked although the room wanted quiet. */
  shownIn: string | null
}

export const emptyLog: ChatLog = {
  messages: [],
  hasEarlier: false,
  earlier: 'idle',
  drafts: [],
  isReading: false,
  readUpTo: null,
  typing: [],
  limitedUntil: null,
  composing: '',
  shownIn: null,
}
