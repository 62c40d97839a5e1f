import type { ChatMessage } from '@api/events'

export type Row =
  | { type: 'day'; key: string; at: number }
  | { type: 'unread'; key: string }
  /** What hidden people wrote one after the other; the messages themselves follow where it is open. */
  | { type: 'fold'; key: string; count: number; isOpen: boolean }
  /** `isFirst`: with face and name, as the sender or much time changed; `isLast`: the run ends. */
  | { type: 'message'; key: string; message: ChatMessage; isFirst: boolean; isLast: boolean }

/** Whose messages are folded, by member id, and the keys of the folds that are open. */
export type Folding = { hidden: readonly string[]; open: readonly string[] }

/** A run of one sender breaks after such a pause. */
const runGapMs = 5 * 60_000

/** The log as it is drawn: days, the line before what is unread, and messages in runs. */
export function rowsOf(
  messages: readonly ChatMessage[],
  /** The first message the line stands before. */
  firstUnreadId: string | null,
  { hidden, open }: Folding,
  dayOf: (at: number) => string = localDay,
): Row[] {
  const rows: Row[] = []
  let before: ChatMessage | undefined
  let fold: Extract<Row, { type: 'fold' }> | undefined
  for (const message of messages) {
    const isHidden = hidden.includes(message.memberId)
    if (isHidden && message.deleted) continue
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
    before = message
    if (!isHidden) fold = undefined
    else if (!fold || isNewDay) {
      const key = `fold-${message.id}`
      fold = { type: 'fold', key, count: 0, isOpen: open.includes(key) }
      rows.push(fold)
    }
    if (fold) fold.count += 1
    if (fold?.isOpen === false) continue
    const last = rows.at(-1)
    if (!isFirst && last?.type === 'message') last.isLast = false
    rows.push({ type: 'message', key: message.id, message, isFirst, isLast: true })
  }
  return rows
}

function localDay(at: number): string {
  return new Date(at).toDateString()
}
