import { useT } from '@/lib/i18n/use-t'
import { dayName } from '../day-name'
import { useServerNow } from '../../hooks/use-room'

const stepMs = 60_000

export function DayLine({ at }: { at: number }) {
  const { locale } = useT()
  const now = useServerNow(stepMs)
  return (
    <p className="mt-4 mb-1 text-center text-sm font-semibold text-ink-2 first-letter:uppercase">
      {dayName(at, now, locale)}
    </p>
  )
}

export function UnreadLine() {
  const { t } = useT()
  return (
    <p
      data-unread-line
      className="mt-4 mb-1 flex items-center gap-3 text-sm font-bold text-primary-ink before:h-px before:flex-1 before:bg-primary after:h-px after:flex-1 after:bg-primary"
    >
      {t('room.chat.unread')}
    </p>
  )
}
