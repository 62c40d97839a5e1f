import type { SegmentKind } from '@api/events'
import { cn } from '@/lib/cn'

const fills: Record<SegmentKind, string> = {
  focus: 'bg-focus',
  break: 'bg-break',
  long_break: 'bg-rest',
  custom: 'bg-line-strong',
}

interface QueueStripProps {
  segments: readonly { kind: SegmentKind; durationSec: number }[]
  className?: string
}

/** A queue drawn to scale, one bar a segment. Decorative: say the same in words beside it. */
export function QueueStrip({ segments, className }: QueueStripProps) {
  return (
    <span aria-hidden className={cn('flex h-3 w-full gap-[3px]', className)}>
      {segments.length === 0 && (
        <span className="flex-1 rounded-full border-2 border-dashed border-line-strong/50" />
      )}
      {segments.map(({ kind, durationSec }, index) => (
        <span
          key={index}
          className={cn('min-w-1 rounded-full forced-color-adjust-none', fills[kind])}
          style={{ flexGrow: durationSec, flexBasis: 0 }}
        />
      ))}
    </span>
  )
}
