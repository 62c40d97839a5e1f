import type { Segment } from '@api/events'
import { GripVertical, X } from 'lucide-react'
import type { ComponentPropsWithRef, CSSProperties, Ref } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useRemoveSegment } from '../hooks/use-removed-segment'
import { useSegmentLabel } from '../hooks/use-segment-label'
import { SegmentRow } from './segment-row'

export interface EditableSegmentProps {
  segment: Segment
  index: number
  focusOnOpen: boolean
  onOpen: () => void
}

/** What drag and drop adds to a row, once it is loaded. */
export interface Carrying {
  ref: Ref<HTMLLIElement>
  style: CSSProperties
  dragging: boolean
  handle: ComponentPropsWithRef<'button'>
}

/** A segment to open, remove and move. */
export function EditableSegment(props: EditableSegmentProps & { carrying?: Carrying }) {
  const { segment, index, focusOnOpen, onOpen, carrying } = props
  const { t } = useT()
  const remove = useRemoveSegment()
  const label = useSegmentLabel()(segment)
  return (
    <li
      ref={carrying?.ref}
      className={cn('group relative list-none', carrying?.dragging && 'z-10 rounded-md shadow-3')}
      style={carrying?.style}
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
              className="w-px opacity-0 group-focus-within:w-8 group-focus-within:opacity-100 group-hover:w-8 group-hover:opacity-100 pointer-coarse:w-8 pointer-coarse:opacity-100"
            >
              <X className="size-4.5" aria-hidden />
            </IconButton>
            <IconButton
              size="sm"
              data-handle
              {...carrying?.handle}
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
