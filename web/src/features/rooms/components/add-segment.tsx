import type { SegmentKind } from '@api/events'
import { Plus } from 'lucide-react'
import { cn } from '@/lib/cn'
import { useDefaultMinutes } from '@/features/you/lib/intervals'
import { useT } from '@/lib/i18n/use-t'
import { useRoomActions, useSegments } from '../hooks/use-room'
import { defaultLabels, maxSegments } from '../lib/queue-edits'

/** One tap adds a segment of a kind at the end. */
export function AddSegment() {
  const { t } = useT()
  const actions = useRoomActions()
  const minutes = useDefaultMinutes()
  const full = useSegments().length >= maxSegments
  const choices: { kind: SegmentKind; short: string; look: string }[] = [
    { kind: 'focus', short: t('room.add.focus'), look: 'bg-primary-soft text-primary-ink' },
    { kind: 'break', short: t('room.add.break'), look: 'bg-break-soft text-break-ink' },
    { kind: 'long_break', short: t('room.add.long'), look: 'bg-rest-soft text-rest-ink' },
    { kind: 'custom', short: t('room.add.custom'), look: 'bg-warning-soft text-warning' },
  ]
  if (full) {
    return (
      <p className="text-center text-sm font-semibold text-ink-2">
        {t('room.queue.full', { max: maxSegments })}
      </p>
    )
  }
  return (
    <div role="group" aria-label={t('room.add')} className="grid grid-cols-2 gap-2">
      {choices.map(({ kind, short, look }) => (
        <button
          key={kind}
          type="button"
          onClick={() =>
            void actions.addSegment({
              kind,
              label: defaultLabels[kind],
              durationSec: minutes[kind] * 60,
              countsAsFocus: kind === 'focus' || kind === 'custom',
            })
          }
          className={cn(
            'inline-flex min-h-11 items-center justify-center gap-1.5 rounded-full px-2 text-[0.95rem] font-bold hover:brightness-97',
            look,
          )}
        >
          <Plus className="size-4.5" aria-hidden />
          {short}
        </button>
      ))}
    </div>
  )
}
