import { lazy, Suspense } from 'react'
import { Sheet } from '@/components/ui/sheet'
import { useT } from '@/lib/i18n/use-t'
import { useHasQueueFooter } from '../hooks/use-has-queue-footer'
import { LeaveDialog } from './leave-dialog'
import { QueueContent } from './queue-content'
import { QueueFooter } from './queue-footer'

const InviteDialog = lazy(() => import('./invite-dialog'))
const SettingsDialog = lazy(() => import('./settings-dialog'))
const HistoryDialog = lazy(() => import('./history-dialog'))
const ShortcutsDialog = lazy(() => import('./shortcuts-dialog'))

export type RoomDialogName = 'queue' | 'invite' | 'settings' | 'history' | 'shortcuts' | 'leave'

interface RoomDialogsProps {
  open: RoomDialogName | null
  onClose: () => void
}

/** The one dialog that is open. Those that few people open are loaded when they do. */
export function RoomDialogs({ open, onClose }: RoomDialogsProps) {
  const { t } = useT()
  const hasFooter = useHasQueueFooter()
  return (
    <Suspense>
      <Sheet
        open={open === 'queue'}
        onClose={onClose}
        title={t('room.queue')}
        footer={hasFooter && <QueueFooter />}
      >
        <QueueContent />
      </Sheet>
      {open === 'invite' && <InviteDialog onClose={onClose} />}
      {open === 'settings' && <SettingsDialog onClose={onClose} />}
      {open === 'history' && <HistoryDialog onClose={onClose} />}
      {open === 'shortcuts' && <ShortcutsDialog onClose={onClose} />}
      <LeaveDialog open={open === 'leave'} onClose={onClose} />
    </Suspense>
  )
}
