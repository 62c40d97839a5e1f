import { lazy, Suspense, useEffect } from 'react'
import { Sheet } from '@/components/ui/sheet'
import { useT } from '@/lib/i18n/use-t'
import { useHasQueueFooter } from '../hooks/use-has-queue-footer'
import { pageIdle } from '../lib/page-idle'
import { LeaveDialog } from './leave-dialog'
import { QueueContent } from './queue-content'
import { QueueFooter } from './queue-footer'

const load = {
  invite: () => import('./invite-dialog'),
  settings: () => import('./settings-dialog'),
  history: () => import('./history-dialog'),
  shortcuts: () => import('./shortcuts-dialog'),
}
const InviteDialog = lazy(load.invite)
const SettingsDialog = lazy(load.settings)
const HistoryDialog = lazy(load.history)
const ShortcutsDialog = lazy(load.shortcuts)

export type RoomDialogName = 'queue' | 'invite' | 'settings' | 'history' | 'shortcuts' | 'leave'

interface RoomDialogsProps {
  open: RoomDialogName | null
  onClose: () => void
}

/** The one dialog that is open. Most are loaded once the page has come to rest, so they open without a network too. */
export function RoomDialogs({ open, onClose }: RoomDialogsProps) {
  const { t } = useT()
  const hasFooter = useHasQueueFooter()
  useEffect(() => {
    void pageIdle()
      .then(() => Promise.all(Object.values(load).map((fetch) => fetch())))
      .catch(() => undefined)
  }, [])

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
