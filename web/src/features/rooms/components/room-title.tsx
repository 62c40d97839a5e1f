import { useNotices } from '@/features/alerts/lib/notices'
import { usePageTitle } from '@/lib/use-page-title'
import { useT } from '@/lib/i18n/use-t'
import { formatClock } from '../lib/timer'
import { useKindNames } from '../hooks/use-kind-names'
import {
  useCurrentSegment,
  useRoom,
  useSecondsLeft,
  useSegments,
  useTimer,
} from '../hooks/use-room'

/** The browser tab carries the time and what it is for. Renders nothing, so that only this renders every second. */
export function RoomTitle() {
  const { t } = useT()
  const room = useRoom()
  const { status } = useTimer()
  const { segment } = useCurrentSegment()
  const notice = useNotices((notices) => notices.title)
  const isEmpty = useSegments().length === 0
  const names = useKindNames()
  const time = formatClock(useSecondsLeft())
  const place = room.name ?? room.code
  const kind = segment ? names[segment.kind] : ''
  const titles = {
    running: `${time} ${kind}`,
    paused: t('room.title.paused', { time }),
    idle: `${time} ${kind}`,
    ended: t('room.ring.ended'),
  }
  usePageTitle(notice ?? (isEmpty ? place : `${titles[status]} · ${place}`))
  return null
}
