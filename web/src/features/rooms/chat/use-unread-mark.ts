import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { useHiddenPeople } from '../lib/hidden-people'
import { unreadAfter } from './chat-log'
import type { ChatLog } from './chat-state'
import { useChatActions } from './use-chat'

/**
 * After which sequence the "new" line stands, or null. What arrives while somebody looks at the end is read; the line
 * stays where it was until the chat is closed or they write something.
 */
export function useUnreadMark(log: ChatLog, meId: string, isAtEnd: boolean): number | null {
  const { markRead } = useChatActions()
  const isVisible = useSyncExternalStore(subscribe, () => !document.hidden)
  const hidden = useHiddenPeople()
  const looks = isAtEnd && isVisible
  const hasUnread = unreadAfter(log, log.readUpTo, meId, hidden).length > 0
  const { readUpTo } = log
  const [mark, setMark] = useState(hasUnread ? readUpTo : null)

  // While nobody looks; state set during render, so that the line is there with the message.
  if (!looks && hasUnread && mark !== readUpTo) setMark(readUpTo)

  useLayoutEffect(() => {
    if (looks) markRead()
  })

  const written = log.drafts.at(-1)?.clientId
  const [writtenBefore, setWrittenBefore] = useState(written)
  if (written !== writtenBefore) {
    setWrittenBefore(written)
    if (written) setMark(null)
  }

  return mark
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}
