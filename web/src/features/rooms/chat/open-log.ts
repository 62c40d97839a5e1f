import type { Chat, ChatMessage, Reaction } from '@api/events'
import { unconfirmed } from './chat-log'
import type { ChatLog } from './chat-state'

// What becomes of the log only while it is shown.

/**
 * A page of what came before `before`. `known` are the messages at the time of asking: those that changed since are
 * newer than the page. A page that would not join on is dropped.
 */
export function withEarlier(
  log: ChatLog,
  page: Chat,
  before: number,
  known: readonly ChatMessage[],
  meId: string,
): ChatLog {
  const settled: ChatLog = { ...log, earlier: 'idle' }
  if (log.messages[0]?.sequence !== before) return settled
  const old = new Set(known)
  const changed = new Map(log.messages.filter((one) => !old.has(one)).map((one) => [one.id, one]))
  return {
    ...settled,
    messages: [...page.messages.map((one) => changed.get(one.id) ?? one), ...log.messages],
    hasEarlier: page.hasEarlier,
    drafts: unconfirmed(log.drafts, page.messages, meId),
  }
}

/** Our own reaction, before the server says so. */
export function withReaction(
  log: ChatLog,
  messageId: string,
  reaction: Reaction,
  memberId: string,
  on: boolean,
): ChatLog {
  const messages = log.messages.map((message) => {
    if (message.id !== messageId) return message
    const others = (message.reactions[reaction] ?? []).filter((id) => id !== memberId)
    const { [reaction]: _, ...rest } = message.reactions
    const members = on ? [...others, memberId] : others
    return {
      ...message,
      reactions: members.length > 0 ? { ...rest, [reaction]: members } : rest,
    }
  })
  return { ...log, messages }
}
