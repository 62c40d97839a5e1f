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
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { useState } from 'react'
import { useDragWords } from '../hooks/use-drag-words'
import { useRoomActions, useSegments } from '../hooks/use-room'
import { SegmentEditor } from './segment-editor'
import { SortableSegment } from './sortable-segment'

/** The host's queue: dragged by pointer or keyboard, each segment opened in place. Loaded when first needed. */
export default function QueueEditor() {
  const actions = useRoomActions()
  const segments = useSegments()
  const [openId, setOpenId] = useState<string | null>(null)
  // Whose editor was closed last: the focus goes back to its row.
  const [closedId, setClosedId] = useState<string | null>(null)
  const accessibility = useDragWords()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )

  const close = () => {
    setClosedId(openId)
    setOpenId(null)
  }
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
        <ol className="flex flex-col gap-2">
          {segments.map((segment, index) =>
            segment.id === openId ? (
              <li key={segment.id}>
                <SegmentEditor segment={segment} index={index} onClose={close} />
              </li>
            ) : (
              <SortableSegment
                key={segment.id}
                segment={segment}
                index={index}
                focusOnOpen={segment.id === closedId}
                onOpen={() => setOpenId(segment.id)}
              />
            ),
          )}
        </ol>
      </SortableContext>
    </DndContext>
  )
}
