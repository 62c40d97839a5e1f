import type { Segment } from '@api/events'
import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { GripVertical, X } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useRemoveSegment } from '../hooks/use-removed-segment'
import { useSegmentLabel } from '../hooks/use-segment-label'
import { SegmentRow } from './segment-row'

interface SortableSegmentProps {
  segment: Segment
  index: number
  focusOnOpen: boolean
  onOpen: () => void
}

export function SortableSegment({ segment, index, focusOnOpen, onOpen }: SortableSegmentProps) {
  const { t } = useT()
  const remove = useRemoveSegment()
  const sortable = useSortable({ id: segment.id })
  const label = useSegmentLabel()(segment)
  return (
    <li
      ref={sortable.setNodeRef}
      className={cn('group relative list-none', sortable.isDragging && 'z-10 rounded-md shadow-3')}
      style={{
        transform: CSS.Translate.toString(sortable.transform),
        transition: sortable.transition,
      }}
    >
      <SegmentRow
        segment={segment}
        index={index}
        onOpen={onOpen}
        focusOnOpen={focusOnOpen}
        tools={
          <span className="flex shrink-0 pr-1">
            <IconButton
              size="sm"
              label={t('room.segment.remove', { label })}
              onClick={() => remove(segment, index)}
              className="w-8 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
            >
              <X className="size-4.5" aria-hidden />
            </IconButton>
            <IconButton
              size="sm"
              ref={sortable.setActivatorNodeRef}
              {...sortable.attributes}
              {...sortable.listeners}
              aria-roledescription={t('room.drag.role')}
              label={t('room.segment.move', { label })}
              className="w-8 cursor-grab touch-none active:cursor-grabbing"
            >
              <GripVertical className="size-4.5" aria-hidden />
            </IconButton>
          </span>
        }
      />
    </li>
  )
}
