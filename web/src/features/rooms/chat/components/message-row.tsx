import type { ChatMessage } from '@api/events'
import { memo } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { formatTimeOfDay } from '../../lib/predictions'
import { mentions } from '../mentions'
import type { People } from '../use-chat'
import { MessageText } from './message-text'
import { MessageTools } from './message-tools'
import { ReactionChips } from './reaction-chips'

interface MessageRowProps {
  message: ChatMessage
  /** With face, name and time. */
  isFirst: boolean
  isLast: boolean
  people: People
  onDelete: (message: ChatMessage) => void
}

/** One message: those of others on the left with a face, our own on the right. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, isFirst, isLast, people, onDelete } = props
  const { t, locale } = useT()
  const isMine = message.memberId === people.meId
  const namesMe = !isMine && !message.deleted && mentions(message.text, people.me)
  const time = formatTimeOfDay(message.sentAt, locale)
  return (
    <article
      aria-label={t('room.chat.by', {
        name: isMine ? people.nameOf(message.memberId) : message.displayName,
        time,
      })}
      className={cn(
        'group/row relative flex flex-col',
        isFirst ? 'mt-3' : 'mt-1',
        isMine ? 'items-end' : 'pl-9.5',
      )}
    >
      {isFirst && !isMine && (
        <Avatar name={message.displayName} size="sm" className="absolute top-0 left-0" />
      )}
      {isFirst && (
        <header className="mb-0.5 flex max-w-full items-baseline gap-1.5 px-1 text-sm">
          {!isMine && <span className="truncate font-bold text-ink">{message.displayName}</span>}
          <time className="tnum shrink-0 font-semibold text-ink-2">{time}</time>
        </header>
      )}
      <div
        className={cn('flex max-w-full min-w-0 items-center gap-0.5', isMine && 'flex-row-reverse')}
      >
        <div
          title={time}
          className={cn(
            'min-w-0 rounded-[1.125rem] px-3.5 py-2 text-[0.95rem] leading-snug',
            !message.deleted && (isMine ? 'bg-primary text-on-primary' : 'bg-surface-2 text-ink'),
            message.deleted && 'border border-dashed border-line-strong text-ink-2 italic',
            namesMe && 'outline-2 outline-primary',
            isLast && (isMine ? 'rounded-br-md' : 'rounded-bl-md'),
          )}
        >
          {message.deleted ? (
            t('room.chat.deleted')
          ) : (
            <MessageText text={message.text} people={people} isMine={isMine} />
          )}
        </div>
        {!message.deleted && (
          <MessageTools message={message} isMine={isMine} people={people} onDelete={onDelete} />
        )}
      </div>
      {!message.deleted && <ReactionChips message={message} people={people} />}
    </article>
  )
})
