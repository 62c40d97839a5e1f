import { useT } from '@/lib/i18n/use-t'
import { useCurrentSegment, useSegments, useTimer } from '../hooks/use-room'
import { useSegmentLabel } from '../hooks/use-segment-label'

/** On narrow screens: what comes next, and the way to the whole queue. */
export function UpNext({ onOpen }: { onOpen: () => void }) {
  const { t } = useT()
  const labelOf = useSegmentLabel()
  const segments = useSegments()
  const { index } = useCurrentSegment()
  const { status } = useTimer()
  const next = index < 0 ? undefined : segments[index + 1]
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex min-h-12 w-full max-w-lg items-center justify-between gap-3 rounded-full border border-line bg-surface px-5 text-left font-bold shadow-1"
    >
      {next ? (
        <>
          <span className="truncate text-ink-2">
            {t('room.next')} <span className="text-ink">{labelOf(next)}</span>
          </span>
          <span className="shrink-0 text-ink-2">
            {t('room.minutes', { minutes: Math.round(next.durationSec / 60) })}
          </span>
        </>
      ) : (
        <span className="text-ink-2">
          {segments.length === 0
            ? t('room.next.empty')
            : status === 'ended'
              ? t('room.next.ended')
              : t('room.next.last')}
        </span>
      )}
    </button>
  )
}
