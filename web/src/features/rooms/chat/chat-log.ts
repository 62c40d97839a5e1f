import type { Chat, ChatMessage } from '@api/events'
import type { ChatLog, Draft } from './chat-state'

// What becomes of the log when something arrives. All of it is pure; chat-events.ts and chat-actions.ts feed it.

const latest = (messages: readonly ChatMessage[]) => messages.at(-1)?.sequence ?? 0

/**
 * The latest messages of a snapshot. Earlier ones stay only while somebody reads them and nothing is missing between:
 * what was deleted there while we were away would be shown for ever.
 */
export function withLatest(log: ChatLog, chat: Chat, meId: string): ChatLog {
  const first = chat.messages[0]?.sequence ?? 0
  const keep = log.isReading && chat.hasEarlier && latest(log.messages) >= first
  const earlier = keep ? log.messages.filter(({ sequence }) => sequence < first) : []
  const later = log.messages.filter(({ sequence }) => sequence > latest(chat.messages))
  const messages = [...earlier, ...chat.messages, ...later]
  return {
    ...log,
    messages,
    hasEarlier: earlier.length > 0 ? log.hasEarlier : chat.hasEarlier,
    drafts: unconfirmed(log.drafts, chat.messages, meId),
    readUpTo: log.readUpTo ?? latest(messages),
    typing: [],
  }
}

/** A message that came or changed: it takes the place its sequence gives it, however late it arrives. */
export function withMessage(log: ChatLog, message: ChatMessage, meId: string): ChatLog {
  const { messages } = log
  // Of a page that is not loaded.
  if (log.hasEarlier && message.sequence < (messages[0]?.sequence ?? 0)) return log
  const place = messages.findLastIndex(({ sequence }) => sequence <= message.sequence)
  const isKnown = messages[place]?.id === message.id
  return {
    ...log,
    messages: isKnown ? messages.with(place, message) : messages.toSpliced(place + 1, 0, message),
    drafts: unconfirmed(log.drafts, [message], meId),
    typing: isKnown ? log.typing : log.typing.filter((id) => id !== message.memberId),
  }
}

/** The drafts without those that are among `messages`. */
export function unconfirmed(
  drafts: readonly Draft[],
  messages: readonly ChatMessage[],
  meId: string,
): readonly Draft[] {
  const stored = new Set<string>()
  for (const { memberId, clientId } of messages) if (memberId === meId) stored.add(clientId)
  const left = drafts.filter(({ clientId }) => !stored.has(clientId))
  return left.length === drafts.length ? drafts : left
}

export function withDraft(log: ChatLog, draft: Draft): ChatLog {
  const place = log.drafts.findIndex(({ clientId }) => clientId === draft.clientId)
  const drafts = place < 0 ? [...log.drafts, draft] : log.drafts.with(place, draft)
  return { ...log, drafts }
}

export function withoutDraft(log: ChatLog, clientId: string): ChatLog {
  return { ...log, drafts: log.drafts.filter((draft) => draft.clientId !== clientId) }
}

export function withTyping(log: ChatLog, memberId: string, isTyping: boolean): ChatLog {
  const others = log.typing.filter((id) => id !== memberId)
  return { ...log, typing: isTyping ? [...others, memberId] : others }
}

/** Everything that is here has been seen. */
export function withAllRead(log: ChatLog): ChatLog {
  const last = latest(log.messages)
  return (log.readUpTo ?? 0) >= last ? log : { ...log, readUpTo: last }
}

/** What others wrote after `sequence` and did not take back. `hidden`: whom we do not want to hear. */
export function unreadAfter(
  log: ChatLog,
  sequence: number | null,
  meId: string | null,
  hidden: readonly string[],
) {
  const from = sequence ?? Infinity
  return log.messages.filter(
    ({ sequence: at, memberId, deleted }) =>
      at > from && memberId !== meId && !deleted && !hidden.includes(memberId),
  )
}
