import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useQuiet, useUnread } from '../use-chat'

const most = 9

/** How much was written since we looked, on the button of the chat. `@` when it is about us; pale during quiet. */
export function ChatBadge() {
  const { t } = useT()
  const { count, mentions } = useUnread()
  const { isQuiet } = useQuiet()
  if (count === 0) return null
  return (
    <>
      <span
        aria-hidden
        className={cn(
          'tnum absolute top-0.5 left-1/2 ml-1 grid h-5 min-w-5 place-content-center rounded-full px-1 text-xs leading-none font-extrabold',
          isQuiet ? 'bg-surface-3 text-ink-2' : 'bg-primary text-on-primary',
        )}
      >
        {mentions > 0 && '@'}
        {count > most ? `${most}+` : count}
      </span>
      <span className="sr-only">
        {t('room.chat.unreadCount', { count })}
        {mentions > 0 && ` ${t('room.chat.mentions', { count: mentions })}`}
      </span>
    </>
  )
}
