import type { SegmentKind } from '@api/events'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useKindNames } from '../hooks/use-kind-names'
import { useCurrentSegment, useSecondsLeft, useTimer } from '../hooks/use-room'
import { formatClock } from '../lib/timer'

const colours: Record<SegmentKind, string> = {
  focus: 'bg-primary-soft text-primary-ink',
  break: 'bg-break-soft text-break-ink',
  long_break: 'bg-rest-soft text-rest-ink',
  custom: 'bg-primary-soft text-primary-ink',
}

/** The room's timer in small: what runs, and how long. */
export function BoardTimer() {
  const { t } = useT()
  const { status } = useTimer()
  const { segment } = useCurrentSegment()
  const names = useKindNames()
  const time = formatClock(useSecondsLeft())
  if (!segment) return <span />
  const phase = status === 'paused' ? t('room.ring.paused') : names[segment.kind]
  return (
    <p
      role="timer"
      aria-live="off"
      aria-label={t('board.timer', { phase, time })}
      className={cn(
        'flex items-baseline gap-2 rounded-full px-4 py-1.5 font-extrabold whitespace-nowrap',
        colours[segment.kind],
      )}
    >
      <span className="text-sm">{phase}</span>
      <span className="tnum text-lg leading-none">{time}</span>
    </p>
  )
}
