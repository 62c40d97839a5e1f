import type { ChatMessage } from '@api/events'
import { ArrowDown } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Tomato } from '@/components/ui/tomato'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useHiddenPeople } from '../../lib/hidden-people'
import { unreadAfter } from '../chat-log'
import { rowsOf } from '../message-rows'
import { useChat, useChatActions, usePeople, useUnread } from '../use-chat'
import { useMessageActions } from '../use-message-actions'
import { useLogScroll } from '../use-log-scroll'
import { useUnreadMark } from '../use-unread-mark'
import { DayLine, UnreadLine } from './dividers'
import { DraftRow } from './draft-row'
import { FoldedLine } from './folded-line'
import { LogStart } from './log-start'
import { MessageRow } from './message-row'
import { SpokenMessages } from './spoken-messages'

interface MessageLogProps {
  onDelete: (message: ChatMessage) => void
}

/** Everything said, the newest at the bottom. Going up loads what came before, for as long as there is some. */
export function MessageLog({ onDelete }: MessageLogProps) {
  const { t } = useT()
  const { setReading } = useChatActions()
  const { loadEarlier } = useMessageActions()
  const people = usePeople()
  const log = useChat((chat) => chat)
  const { messages, drafts } = log
  const scroll = useLogScroll(log, { loadEarlier, setReading })
  const mark = useUnreadMark(log, people.meId, scroll.isAtEnd)
  const hidden = useHiddenPeople()
  const [open, setOpen] = useState<readonly string[]>([])
  const toggleFold = (key: string) =>
    setOpen(open.includes(key) ? open.filter((other) => other !== key) : [...open, key])
  const firstUnreadId = unreadAfter(log, mark, people.meId, hidden)[0]?.id ?? null
  const rows = useMemo(
    () => rowsOf(messages, firstUnreadId, { hidden, open }),
    [messages, firstUnreadId, hidden, open],
  )
  const isEmpty = messages.length + drafts.length === 0
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {/* Its own speaking is off: pages of old messages would be read out. SpokenMessages says what is new. */}
      <div
        ref={scroll.box}
        role="log"
        aria-live="off"
        aria-label={t('room.chat.messages')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={scroll.onScroll}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pb-2 [overflow-anchor:none]"
      >
        <div className={cn('flex min-h-full flex-col', isEmpty ? 'justify-center' : 'justify-end')}>
          {isEmpty ? <EmptyLog /> : <LogStart />}
          {rows.map((row) =>
            row.type === 'day' ? (
              <DayLine key={row.key} at={row.at} />
            ) : row.type === 'unread' ? (
              <UnreadLine key={row.key} />
            ) : row.type === 'fold' ? (
              <FoldedLine
                key={row.key}
                count={row.count}
                isOpen={row.isOpen}
                onToggle={() => toggleFold(row.key)}
              />
            ) : (
              <MessageRow
                key={row.key}
                message={row.message}
                isFirst={row.isFirst}
                isLast={row.isLast}
                people={people}
                onDelete={onDelete}
              />
            ),
          )}
          {drafts.map((draft) => (
            <DraftRow key={draft.clientId} draft={draft} />
          ))}
        </div>
      </div>
      {!scroll.isAtEnd && <JumpToLatest onJump={scroll.toEnd} />}
      <SpokenMessages messages={messages} meId={people.meId} />
    </div>
  )
}

function EmptyLog() {
  const { t } = useT()
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-6 text-center">
      <Tomato mood="happy" size={88} />
      <p className="font-semibold text-ink-2">{t('room.chat.empty')}</p>
    </div>
  )
}

function JumpToLatest({ onJump }: { onJump: () => void }) {
  const { t } = useT()
  const { count } = useUnread()
  return (
    <button
      type="button"
      onClick={onJump}
      className="anim-rise absolute bottom-3 left-1/2 inline-flex min-h-11 -translate-x-1/2 items-center gap-2 rounded-full border border-line bg-surface px-4 text-sm font-bold text-ink shadow-3 hover:bg-surface-2"
    >
      <ArrowDown className="size-4 shrink-0" aria-hidden />
      <span className="whitespace-nowrap">
        {count > 0 ? t('room.chat.newBelow', { count }) : t('room.chat.latest')}
      </span>
    </button>
  )
}
