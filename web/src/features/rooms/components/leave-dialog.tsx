import { useNavigate } from '@tanstack/react-router'
import { useT } from '@/lib/i18n/use-t'
import { useIsHost, useRoomSession, useRoomState } from '../hooks/use-room'
import { ConfirmDialog } from './confirm-dialog'

/** Leaving is easy to do by mistake and, for a host, gives the room away: it asks. */
export default function LeaveDialog({ onClose }: { onClose: () => void }) {
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
      open
      title={t('room.leave.title')}
      text={isHost && !alone ? t('room.leave.host') : t('room.leave.text')}
      action={t('room.leave')}
      onConfirm={leave}
      onClose={onClose}
    />
  )
}
