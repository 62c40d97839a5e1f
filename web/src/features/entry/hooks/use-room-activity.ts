import type { Schemas } from '@/lib/api/client'
import { useT } from '@/lib/i18n/use-t'

type Preview = Pick<Schemas['RoomPreview'], 'room' | 'memberCount' | 'timer'>

/** "3 here, running": who is there and what the timer does, in a line; null while unknown. */
export function useRoomActivity(preview: Preview | undefined): string | null {
  const { t } = useT()
  if (!preview) return null
  const { room, memberCount, timer } = preview
  if (room.locked) return t('join.locked')
  const here = t('join.here', { count: memberCount })
  const minutes = Math.max(1, Math.ceil(timer.remainingMs / 60_000))
  switch (timer.status) {
    case 'running':
      return t('join.running', { here, minutes })
    case 'paused':
      return t('join.paused', { here, minutes })
    default:
      return t('join.idle', { here })
  }
}
