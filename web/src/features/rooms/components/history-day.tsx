import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useRunEnding } from '../hooks/use-run-ending'
import { useSegmentLabel } from '../hooks/use-segment-label'
import { focusSeconds, ranSeconds, type Day, type Run } from '../lib/history'
import { formatTimeOfDay } from '../lib/predictions'
import { formatClock } from '../lib/timer'
import { SegmentIcon } from './segment-icon'

const fills = {
  focus: 'bg-focus',
  custom: 'bg-warning',
  break: 'bg-break',
  long_break: 'bg-rest',
}

/** One day of the room: a time line of what ran in fact, and the list behind it. */
export function HistoryDay({ day, now }: { day: Day; now: number }) {
  const { t, locale } = useT()
  const date = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  const minutes = Math.floor(focusSeconds(day.runs, now) / 60)
  return (
    <section aria-label={date.format(day.startsAt)}>
      <header className="mb-2 flex items-baseline justify-between gap-3">
        <h3 className="text-base first-letter:uppercase">{date.format(day.startsAt)}</h3>
        <span className="text-sm font-semibold text-ink-2">
          {t('room.history.focus', { minutes })}
        </span>
      </header>
      <div aria-hidden className="relative h-9 overflow-hidden rounded-sm bg-surface-2">
        {day.bars.map((bar) => (
          <span
            key={bar.id}
            className={cn('absolute inset-y-1.5 rounded-[4px]', fills[bar.kind])}
            style={{ left: `${bar.start * 100}%`, width: `${bar.width * 100}%` }}
          />
        ))}
      </div>
      <div aria-hidden className="tnum mt-1 flex justify-between text-xs font-bold text-ink-3">
        <span>{formatTimeOfDay(day.startsAt, locale)}</span>
        <span>{formatTimeOfDay(day.endsAt, locale)}</span>
      </div>
      <ol className="mt-2 flex flex-col">
        {day.runs.map((run) => (
          <RunRow key={run.id} run={run} now={now} />
        ))}
      </ol>
    </section>
  )
}

function RunRow({ run, now }: { run: Run; now: number }) {
  const { t, locale } = useT()
  const labelOf = useSegmentLabel()
  const ending = useRunEnding(run)
  return (
    <li className="flex items-center gap-3 border-b border-line py-2 last:border-0">
      <SegmentIcon kind={run.kind} />
      <span className="min-w-0 flex-1">
        <span className="block truncate leading-snug font-bold">{labelOf(run)}</span>
        <span className="tnum block text-sm leading-snug font-semibold text-ink-2">
          {formatTimeOfDay(run.startedAt, locale)} · {ending}
        </span>
      </span>
      <span className="tnum shrink-0 text-right text-sm font-bold text-ink-2">
        {t('room.history.ran', {
          ran: formatClock(ranSeconds(run, now)),
          planned: formatClock(run.plannedSec),
        })}
      </span>
    </li>
  )
}
