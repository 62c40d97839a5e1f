import type { Segment } from '@api/events'
import type { ReactNode } from 'react'
import { useTaskParts } from '@/features/tasks/lib/task-parts'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useSegmentFacts } from '../hooks/use-segment-facts'
import { useSegmentLabel } from '../hooks/use-segment-label'
import { SegmentIcon } from './segment-icon'

interface SegmentRowProps {
  segment: Segment
  index: number
  /** Makes icon and words a button that opens the segment. */
  onOpen?: () => void
  /** Puts the focus on that button when the row appears. */
  focusOnOpen?: boolean
  tools?: ReactNode
}

/** One segment of the queue: what it is, how long, and when it ends. */
export function SegmentRow({ segment, index, onOpen, focusOnOpen, tools }: SegmentRowProps) {
  const { t } = useT()
  const labelOf = useSegmentLabel()
  const { state, detail } = useSegmentFacts(segment, index)
  const tasks = useTaskParts()
  // One that we just added has no id of the server's yet, and so no tasks.
  const hasTasks = tasks && /^\d+$/.test(segment.id)
  const words = (
    <>
      <SegmentIcon kind={segment.kind} state={state} />
      <span className="min-w-0 flex-1">
        <span
          className={cn(
            'block truncate leading-snug font-bold',
            state === 'done' ? 'text-ink-2 line-through' : 'text-ink',
          )}
        >
          {labelOf(segment)}
        </span>
        <span
          className={cn(
            'tnum block truncate text-sm leading-snug font-semibold',
            state === 'now' ? 'text-primary-ink' : 'text-ink-2',
          )}
        >
          {detail}
        </span>
      </span>
    </>
  )
  return (
    <>
      <div
        aria-current={state === 'now' ? 'step' : undefined}
        className={cn(
          'flex min-h-15 items-center rounded-md border',
          state === 'now' ? 'border-transparent bg-primary-soft' : 'border-line bg-surface',
        )}
      >
        {onOpen ? (
          <button
            type="button"
            title={t('room.segment.open')}
            autoFocus={focusOnOpen}
            onClick={onOpen}
            className="flex min-w-0 flex-1 items-center gap-3 self-stretch rounded-md py-2 pl-2 text-left"
          >
            {words}
          </button>
        ) : (
          <div className="flex min-w-0 flex-1 items-center gap-3 py-2 pr-3 pl-2">{words}</div>
        )}
        {hasTasks ? <tasks.TasksToggle segment={segment} /> : <span className="w-8 shrink-0" />}
        {tools}
      </div>
      {hasTasks && <tasks.SegmentTasks segment={segment} />}
    </>
  )
}
