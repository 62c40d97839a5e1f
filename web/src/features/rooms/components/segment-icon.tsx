import type { SegmentKind } from '@api/events'
import { Check, Coffee, Sparkles, Target, TreePalm } from 'lucide-react'
import { cn } from '@/lib/cn'

const icons = { focus: Target, break: Coffee, long_break: TreePalm, custom: Sparkles }
const looks: Record<SegmentKind, string> = {
  focus: 'bg-primary-soft text-primary-ink',
  custom: 'bg-warning-soft text-warning',
  break: 'bg-break-soft text-break-ink',
  long_break: 'bg-rest-soft text-rest-ink',
}

interface SegmentIconProps {
  kind: SegmentKind
  state?: 'done' | 'now' | 'ahead'
}

/** The round badge of a segment: its kind by shape and colour, a tick once it is over. */
export function SegmentIcon({ kind, state = 'ahead' }: SegmentIconProps) {
  const Icon = state === 'done' ? Check : icons[kind]
  const look = {
    done: 'bg-surface-2 text-success',
    now: 'bg-surface text-primary-ink',
    ahead: looks[kind],
  }
  return (
    <span
      aria-hidden
      className={cn('grid size-10 shrink-0 place-content-center rounded-full', look[state])}
    >
      <Icon className="size-[1.15rem]" strokeWidth={2.2} />
    </span>
  )
}
