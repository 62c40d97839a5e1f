import type { Segment } from '@api/events'
import { ChevronDown } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { useRoomSession, useRoomState } from '@/features/rooms/hooks/use-room'
import { useSegmentLabel } from '@/features/rooms/hooks/use-segment-label'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'

/** Opens the tasks of a segment below its row; a dot says that there are some. */
export function TasksToggle({ segment }: { segment: Segment }) {
  const { t } = useT()
  const { store } = useRoomSession()
  const open = useRoomState((state) => state.openTasks === segment.id)
  const hasTasks = useRoomState((state) =>
    state.tasks.some(({ segmentId }) => segmentId === segment.id),
  )
  return (
    <IconButton
      size="sm"
      label={t('tasks.show', { label: useSegmentLabel()(segment) })}
      aria-expanded={open}
      onClick={() => store.setState({ openTasks: open ? null : segment.id })}
      className="relative w-8 last:mr-1.5"
    >
      <ChevronDown className={cn('size-4.5', open && 'rotate-180')} aria-hidden />
      {hasTasks && !open && (
        <span aria-hidden className="absolute top-1 right-0.5 size-2 rounded-full bg-primary" />
      )}
    </IconButton>
  )
}
