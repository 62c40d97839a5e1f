import { History, ListTodo, Settings } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useIsHost } from '../hooks/use-room'
import type { RoomDialogName } from './room-dialogs'

interface DockProps {
  queueOpen: boolean
  /** On wide screens the queue button toggles a panel, elsewhere it opens a sheet. */
  wide: boolean
  onQueue: () => void
  onOpen: (dialog: RoomDialogName) => void
}

/** The bar that floats at the bottom; on short screens it stands below everything, so that it covers nothing. */
export function Dock({ queueOpen, wide, onQueue, onOpen }: DockProps) {
  const { t } = useT()
  const isHost = useIsHost()
  return (
    <nav
      aria-label={t('room.dock')}
      className={cn(
        'pointer-events-none fixed bottom-[max(1rem,env(safe-area-inset-bottom))] left-0 z-20 flex justify-center px-4',
        '[@media(height<40rem)]:static [@media(height<40rem)]:pb-4',
        queueOpen ? 'right-85' : 'right-0',
      )}
    >
      <div className="pointer-events-auto flex gap-1 rounded-[1.625rem] border border-line bg-surface p-1.5 shadow-3">
        <DockButton
          label={t('room.queue')}
          pressed={wide ? queueOpen : undefined}
          onClick={onQueue}
        >
          <ListTodo className="size-5.5" aria-hidden />
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
  pressed?: boolean
  onClick: () => void
  children: ReactNode
}

function DockButton({ label, pressed, onClick, children }: DockButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onClick}
      className={cn(
        'flex min-h-13 min-w-18 flex-col items-center justify-center gap-0.5 rounded-[1.25rem] px-3 text-xs font-bold transition-colors duration-(--dur-fast)',
        pressed
          ? 'bg-primary-soft text-primary-ink'
          : 'text-ink-2 hover:bg-surface-2 hover:text-ink',
      )}
    >
      {children}
      {label}
    </button>
  )
}
