import { Sheet } from '@/components/ui/sheet'
import { useT } from '@/lib/i18n/use-t'
import { useHasQueueFooter } from '../hooks/use-has-queue-footer'
import { LoadedDialog } from './loaded-dialog'
import { QueueContent } from './queue-content'
import { QueueFooter } from './queue-footer'

const load = {
  chat: () => import('../chat/components/chat-sheet'),
  board: () => import('./board-layer'),
  invite: () => import('./invite-dialog'),
  settings: () => import('./settings-dialog'),
  history: () => import('./history-dialog'),
  you: () => import('@/features/you/components/you-dialog'),
  focus: () => import('./focus-view'),
  shortcuts: () => import('./shortcuts-dialog'),
  report: () => import('./report-dialog'),
  leave: () => import('./leave-dialog'),
}

export type RoomDialogName = keyof typeof load | 'queue'

interface RoomDialogsProps {
  open: RoomDialogName | null
  onClose: () => void
}

/** The one dialog that is open. */
export function RoomDialogs({ open, onClose }: RoomDialogsProps) {
  const { t } = useT()
  const hasFooter = useHasQueueFooter()
  return (
    <>
      <Sheet
        open={open === 'queue'}
        onClose={onClose}
        title={t('room.queue')}
        footer={hasFooter && <QueueFooter />}
      >
        <QueueContent />
      </Sheet>
      {Object.entries(load).map(([name, fetch]) => (
        <LoadedDialog key={name} open={open === name} onClose={onClose} load={fetch} />
      ))}
    </>
  )
}
