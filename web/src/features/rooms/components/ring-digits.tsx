import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useCurrentSegment, useSecondsLeft } from '../hooks/use-room'
import { useSegmentLabel } from '../hooks/use-segment-label'
import { formatClock } from '../lib/timer'

/** The time left. Silent for screen readers until they ask: what matters is announced by the live region. */
export function RingDigits() {
  const { t } = useT()
  const labelOf = useSegmentLabel()
  const { segment } = useCurrentSegment()
  const time = formatClock(useSecondsLeft())
  return (
    <div
      role="timer"
      aria-live="off"
      aria-label={t('room.ring.left', { label: segment ? labelOf(segment) : '', time })}
      className={cn(
        'tnum -my-[1cqw] leading-none font-[850] tracking-[-.045em] text-ink',
        time.length > 5 ? 'text-[20cqw]' : 'text-[25cqw]',
      )}
    >
      {time}
    </div>
  )
}
