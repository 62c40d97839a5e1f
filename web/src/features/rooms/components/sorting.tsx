import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
} from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import type { ReactNode } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { useDragWords } from '../hooks/use-drag-words'
import { useRoomActions, useSegments } from '../hooks/use-room'
import { EditableSegment, type EditableSegmentProps } from './editable-segment'

/** Drag and drop around the queue: loaded when somebody reaches for it (use-sorting.ts). */
export function SortingFrame({ children }: { children: ReactNode }) {
  const segments = useSegments()
  const actions = useRoomActions()
  const accessibility = useDragWords()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const drop = ({ active, over }: DragEndEvent) => {
    const to = segments.findIndex((segment) => segment.id === over?.id)
    if (to >= 0 && active.id !== over?.id) void actions.moveSegment(String(active.id), to)
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={accessibility}
      onDragEnd={drop}
    >
      <SortableContext items={segments} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  )
}

/** A row that its handle carries, by pointer and by keyboard. */
export function SortableSegment(props: EditableSegmentProps) {
  const { t } = useT()
  const sortable = useSortable({ id: props.segment.id })
  return (
    <EditableSegment
      {...props}
      carrying={{
        ref: sortable.setNodeRef,
        style: {
          transform: CSS.Translate.toString(sortable.transform),
          transition: sortable.transition,
        },
        dragging: sortable.isDragging,
        handle: {
          ref: sortable.setActivatorNodeRef,
          ...sortable.attributes,
          ...sortable.listeners,
          'aria-roledescription': t('room.drag.role'),
        },
      }}
    />
  )
}
