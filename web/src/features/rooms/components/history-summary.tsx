import { useT } from '@/lib/i18n/use-t'
import { groupOf, type Totals } from '../lib/history-totals'
import type { Run } from '../lib/history'

/** The numbers at the top of the history, which are the chart's legend too. */
export function HistorySummary({ totals, runs }: { totals: Totals; runs: readonly Run[] }) {
  const { t } = useT()
  const minutes = (seconds: number) => t('history.minutes', { minutes: Math.round(seconds / 60) })
  const rounds = runs.filter(
    ({ kind, endReason }) => groupOf(kind) === 'focus' && endReason === 'completed',
  )
  const facts = [
    { name: t('history.focus'), value: minutes(totals.focus), mark: 'bg-focus' },
    { name: t('history.rest'), value: minutes(totals.rest), mark: 'bg-break' },
    { name: t('history.other'), value: minutes(totals.other), mark: 'bg-warning' },
    { name: t('history.paused'), value: minutes(totals.paused), mark: 'bg-line-strong' },
    {
      name: t('history.planned'),
      value: minutes(totals.planned),
      mark: 'border-t-2 border-dashed border-ink',
    },
    { name: t('history.rounds'), value: String(rounds.length), mark: null },
  ]
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      {facts.map(({ name, value, mark }) => (
        <div key={name} className="rounded-md bg-surface-2 px-4 py-3">
          <dt className="flex items-center gap-2 text-sm font-bold text-ink-2">
            {mark && (
              <span
                aria-hidden
                className={`${mark} ${mark.startsWith('border') ? 'h-0 w-4' : 'size-3 rounded-[4px]'}`}
              />
            )}
            {name}
          </dt>
          <dd className="tnum mt-0.5 text-xl font-extrabold">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
