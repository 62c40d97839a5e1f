import { History, ListTodo, MessageCircle, PencilRuler, Settings } from 'lucide-react'
import type { ReactNode } from 'react'
import { selectWaiting } from '@/features/tasks/lib/tasks'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { ChatBadge } from '../chat/components/chat-badge'
import { useIsHost, useRoomState } from '../hooks/use-room'
import type { RoomDialogName } from './room-dialogs'

interface DockProps {
  chatOpen: boolean
  queueOpen: boolean
  /** On wide screens chat and queue are panels that are toggled, elsewhere sheets that open. */
  wide: boolean
  onChat: () => void
  onQueue: () => void
  onOpen: (dialog: RoomDialogName) => void
}

/** The bar that floats at the bottom; on short screens it stands below everything, so that it covers nothing. */
export function Dock({ chatOpen, queueOpen, wide, onChat, onQueue, onOpen }: DockProps) {
  const { t } = useT()
  const isHost = useIsHost()
  const waiting = useRoomState(selectWaiting)
  return (
    <nav
      aria-label={t('room.dock')}
      className={cn(
        'pointer-events-none fixed bottom-[max(1rem,env(safe-area-inset-bottom))] z-20 flex justify-center px-1 sm:px-4',
        '[@media(height<40rem)]:static [@media(height<40rem)]:pb-4',
        chatOpen ? 'left-85' : 'left-0',
        queueOpen ? 'right-85' : 'right-0',
      )}
    >
      <div className="pointer-events-auto flex gap-0.5 rounded-[1.625rem] border border-line bg-surface p-1.5 shadow-3 sm:gap-1">
        <DockButton
          label={t('room.chat')}
          badge={<ChatBadge />}
          pressed={wide ? chatOpen : undefined}
          onClick={onChat}
        >
          <MessageCircle className="size-5.5" aria-hidden />
        </DockButton>
        <DockButton
          label={t('room.queue')}
          pressed={wide ? queueOpen : undefined}
          onClick={onQueue}
        >
          <span className="relative">
            <ListTodo className="size-5.5" aria-hidden />
            {waiting > 0 && (
              <span className="absolute -top-2 -right-3.5 min-w-5 rounded-full bg-primary px-1 text-center text-on-primary">
                <span aria-hidden>{waiting}</span>
                <span className="sr-only">{t('room.queue.waiting', { count: waiting })}</span>
              </span>
            )}
          </span>
        </DockButton>
        <DockButton label={t('room.board')} onClick={() => onOpen('board')}>
          <PencilRuler className="size-5.5" aria-hidden />
        </DockButton>
        <DockButton label={t('room.history')} onClick={() => onOpen('history')}>
          <History className="size-5.5" aria-hidden />
        </DockButton>
        {isHost && (
          <DockButton label={t('room.settings')} onClick={() => onOpen('settings')}>
            <Settings className="size-5.5" aria-hidden />
          </DockButton>
        )}
      </div>
    </nav>
  )
}

interface DockButtonProps {
  label: string
  /** Stands at the corner of the icon. */
  badge?: ReactNode
  pressed?: boolean
  onClick: () => void
  children: ReactNode
}

function DockButton({ label, badge, pressed, onClick, children }: DockButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onClick}
      className={cn(
        'relative flex min-h-13 min-w-13 flex-col items-center justify-center gap-0.5 rounded-[1.25rem] px-1 text-[0.6875rem] font-bold transition-colors duration-(--dur-fast) sm:min-w-18 sm:px-3 sm:text-xs',
        pressed
          ? 'bg-primary-soft text-primary-ink'
          : 'text-ink-2 hover:bg-surface-2 hover:text-ink',
      )}
    >
      {children}
      {label}
      {badge}
    </button>
  )
}
