import { useT } from '@/lib/i18n/use-t'
import { stackOf, type DayBar } from '../lib/history-totals'

const height = 160
const parts = [
  { part: 'focus', fill: 'fill-focus' },
  { part: 'other', fill: 'fill-warning' },
  { part: 'rest', fill: 'fill-break' },
  { part: 'paused', fill: 'fill-line-strong' },
] as const

/** A bar a day: what ran, stacked, with a line across where the plan was. A picture; the table says the same. */
export function HistoryChart({ bars }: { bars: readonly DayBar[] }) {
  const { locale } = useT()
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric' })
  return (
    <div aria-hidden className="overflow-x-auto">
      <ul className="flex min-w-full items-end gap-2">
        {bars.map((bar) => (
          <li key={bar.key} className="flex min-w-9 flex-1 flex-col items-center gap-1.5">
            <svg
              viewBox={`0 0 40 ${height}`}
              preserveAspectRatio="none"
              className="h-40 w-full max-w-16 overflow-visible"
            >
              <rect width="40" height={height} rx="6" className="fill-surface-2" />
              <Stack bar={bar} />
              <PlanLine bar={bar} />
            </svg>
            <span className="tnum text-xs font-bold text-ink-2">{day.format(bar.startsAt)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Stack({ bar }: { bar: DayBar }) {
  let top = height - (stackOf(bar.parts) / bar.scale) * height
  return parts.toReversed().map(({ part, fill }) => {
    const size = (bar.parts[part] / bar.scale) * height
    const y = top
    top += size
    return <rect key={part} x="4" y={y} width="32" height={size} className={fill} />
  })
}

function PlanLine({ bar }: { bar: DayBar }) {
  const y = height - (bar.parts.planned / bar.scale) * height
  return (
    <line
      x1="0"
      x2="40"
      y1={y}
      y2={y}
      className="stroke-ink"
      strokeWidth="2"
      strokeDasharray="4 3"
      vectorEffect="non-scaling-stroke"
    />
  )
}
