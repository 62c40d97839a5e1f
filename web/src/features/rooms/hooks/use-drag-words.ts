import type { Announcements, UniqueIdentifier } from '@dnd-kit/core'
import type { Segment } from '@api/events'
import { useT } from '@/lib/i18n/use-t'
import { useSegments } from './use-room'
import { useSegmentLabel } from './use-segment-label'

/** What a screen reader hears while a segment is carried. */
export function useDragWords() {
  const { t } = useT()
  const segments = useSegments()
  const label = useSegmentLabel()
  const labelOf = (segment?: Segment) => (segment ? label(segment) : '')
  const place = (id: UniqueIdentifier) => segments.findIndex((segment) => segment.id === id)
  const words = (active: UniqueIdentifier, over?: UniqueIdentifier) => ({
    label: labelOf(segments[place(active)]),
    position: place(over ?? active) + 1,
    total: segments.length,
  })
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('room.drag.picked', words(active.id)),
    onDragOver: ({ active, over }) => t('room.drag.over', words(active.id, over?.id)),
    onDragEnd: ({ active, over }) => t('room.drag.dropped', words(active.id, over?.id)),
    onDragCancel: ({ active }) => t('room.drag.cancelled', words(active.id)),
  }
  return { announcements, screenReaderInstructions: { draggable: t('room.drag.help') } }
}
