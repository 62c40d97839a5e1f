import { useT } from '@/lib/i18n/use-t'
import { useRoomState, useSegments, useTimer } from '../hooks/use-room'

/** In place of the controls, for everybody but the host: who has them. As high as they are. */
export function GuestLine() {
  const { t } = useT()
  const hostId = useRoomState((state) => state.room?.hostId)
  const host = useRoomState((state) => state.members.find(({ id }) => id === hostId))
  const { status } = useTimer()
  const isEmpty = useSegments().length === 0
  const name = host?.displayName
  const waiting = status === 'idle' && !isEmpty
  return (
    <p className="flex min-h-14 items-center text-center font-semibold text-ink-2">
      {name
        ? waiting
          ? t('room.guest.waiting', { name })
          : t('room.guest.controls', { name })
        : t('room.guest.noHost')}
    </p>
  )
}
