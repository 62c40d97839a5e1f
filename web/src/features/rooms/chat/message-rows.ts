import type { ChatMessage } from '@api/events'

export type Row =
  | { type: 'day'; key: string; at: number }
  | { type: 'unread'; key: string }
  /** `isFirst`: with face and name, as the sender or much time changed; `isLast`: the run ends. */
  | { type: 'message'; key: string; message: ChatMessage; isFirst: boolean; isLast: boolean }

/** A run of one sender breaks after such a pause. */
const runGapMs = 5 * 60_000

/** The log as it is drawn: days, the line before what is unread, and messages in runs. */
export function rowsOf(
  messages: readonly ChatMessage[],
  /** The first message the line stands before. */
  firstUnreadId: string | null,
  dayOf: (at: number) => string = localDay,
): Row[] {
  const rows: Row[] = []
  let before: ChatMessage | undefined
  for (const message of messages) {
    const day = dayOf(message.sentAt)
    const isNewDay = !before || dayOf(before.sentAt) !== day
    if (isNewDay) rows.push({ type: 'day', key: `day-${message.id}`, at: message.sentAt })
    const isUnread = message.id === firstUnreadId
    if (isUnread) rows.push({ type: 'unread', key: 'unread' })
    const isFirst =
      isNewDay ||
      isUnread ||
      before?.memberId !== message.memberId ||
      before.displayName !== message.displayName ||
      message.sentAt - before.sentAt > runGapMs
    const last = rows.at(-1)
    if (!isFirst && last?.type === 'message') last.isLast = false
    rows.push({ type: 'message', key: message.id, message, isFirst, isLast: true })
    before = message
  }
  return rows
}

function localDay(at: number): string {
  return new Date(at).toDateString()
}
