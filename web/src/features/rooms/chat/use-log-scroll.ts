import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ChatActions } from './chat-actions'
import type { ChatLog } from './chat-state'
import type { MessageActions } from './message-actions'

/** So near to the end counts as being there. */
const endTolerancePx = 48
/** Earlier messages are fetched this long before the top comes into view. */
const aheadPx = 400

/**
 * Keeps the log where the reader is: at the end it follows what arrives, above it stays on the same message while
 * earlier ones come in on top, and near the top it asks for those.
 */
export function useLogScroll(
  { messages, drafts, earlier, hasEarlier }: ChatLog,
  {
    loadEarlier,
    setReading,
  }: Pick<MessageActions, 'loadEarlier'> & Pick<ChatActions, 'setReading'>,
) {
  const box = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const before = useRef({ firstId: messages[0]?.id, drafts: drafts.length, height: 0 })
  const [isAtEnd, setIsAtEnd] = useState(false)

  const toEnd = useCallback(() => {
    follows.current = true
    if (box.current) box.current.scrollTop = box.current.scrollHeight
  }, [])

  const onScroll = useCallback(() => {
    const element = box.current
    if (!element) return
    const below = element.scrollHeight - element.scrollTop - element.clientHeight
    follows.current = below <= endTolerancePx
    setIsAtEnd(follows.current)
    setReading(!follows.current)
  }, [setReading])

  // Begins with what is unread, else at the end.
  useLayoutEffect(() => {
    const element = box.current
    const line = element?.querySelector('[data-unread-line]')
    if (element && line)
      element.scrollTop += line.getBoundingClientRect().top - element.getBoundingClientRect().top
    else toEnd()
    onScroll()
  }, [onScroll, toEnd])

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const now = { firstId: messages[0]?.id, drafts: drafts.length, height: element.scrollHeight }
    // What we write ourselves is followed from anywhere.
    if (follows.current || now.drafts > before.current.drafts) toEnd()
    else if (now.firstId !== before.current.firstId)
      element.scrollTop += now.height - before.current.height
    before.current = now
  })

  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const watch = new ResizeObserver(() => follows.current && toEnd())
    watch.observe(element)
    return () => watch.disconnect()
  }, [toEnd])

  const fetchNearTop = () => {
    const isNear = box.current !== null && box.current.scrollTop < aheadPx
    if (isNear && hasEarlier && earlier === 'idle') void loadEarlier()
  }
  useEffect(fetchNearTop)

  useEffect(() => () => setReading(false), [setReading])

  return {
    box,
    isAtEnd,
    toEnd,
    onScroll: () => {
      onScroll()
      fetchNearTop()
    },
  }
}
