import { useT } from '@/lib/i18n/use-t'
import type { DayBar } from '../lib/history-totals'

/** The chart in numbers: minutes a day. */
export function HistoryTable({ bars }: { bars: readonly DayBar[] }) {
  const { t, locale } = useT()
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
  const columns = [
    { part: 'focus', name: t('history.focus') },
    { part: 'other', name: t('history.other') },
    { part: 'rest', name: t('history.rest') },
    { part: 'paused', name: t('history.paused') },
    { part: 'planned', name: t('history.planned') },
  ] as const
  return (
    <details className="text-sm">
      <summary className="min-h-11 cursor-pointer rounded-md py-3 font-bold text-ink-2">
        {t('history.table')}
      </summary>
      <div className="overflow-x-auto">
        <table className="tnum w-full text-right max-sm:text-xs">
          <caption className="sr-only">{t('history.tableCaption')}</caption>
          <thead>
            <tr>
              <th scope="col" className="py-1.5 text-left">
                {t('history.day')}
              </th>
              {columns.map(({ part, name }) => (
                <th key={part} scope="col" className="py-1.5 pl-2">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars.toReversed().map((bar) => (
              <tr key={bar.key} className="border-t border-line">
                <th scope="row" className="py-1.5 text-left font-semibold whitespace-nowrap">
                  {day.format(bar.startsAt)}
                </th>
                {columns.map(({ part }) => (
                  <td key={part} className="py-1.5 pl-2">
                    {Math.round(bar.parts[part] / 60)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
