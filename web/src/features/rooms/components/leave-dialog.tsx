import { useNavigate } from '@tanstack/react-router'
import { useT } from '@/lib/i18n/use-t'
import { useIsHost, useRoomSession, useRoomState } from '../hooks/use-room'
import { ConfirmDialog } from './confirm-dialog'

interface LeaveDialogProps {
  open: boolean
  onClose: () => void
}

/** Leaving is easy to do by mistake and, for a host, gives the room away: it asks. */
export function LeaveDialog({ open, onClose }: LeaveDialogProps) {
  const { t } = useT()
  const { connection } = useRoomSession()
  const navigate = useNavigate()
  const isHost = useIsHost()
  const alone = useRoomState((state) => state.members.length < 2)
  const leave = async () => {
    connection.close({ leave: true })
    await navigate({ to: '/' })
  }
  return (
    <ConfirmDialog
      open={open}
      title={t('room.leave.title')}
      text={isHost && !alone ? t('room.leave.host') : t('room.leave.text')}
      action={t('room.leave')}
      onConfirm={leave}
      onClose={onClose}
    />
  )
}
