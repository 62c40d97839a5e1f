import type { Segment } from '@api/events'
import { useIsHost, useRoomState } from '@/features/rooms/hooks/use-room'
import { useSegmentLabel } from '@/features/rooms/hooks/use-segment-label'
import { useT } from '@/lib/i18n/use-t'
import { ProposeChange } from './propose-change'
import { ProposeTask } from './propose-task'
import { TaskField } from './task-field'

/** Below a segment's row, while it is open: my own task, and the one for everybody. */
export function SegmentTasks({ segment }: { segment: Segment }) {
  const { t } = useT()
  const isHost = useIsHost()
  const open = useRoomState((state) => state.openTasks === segment.id)
  const label = useSegmentLabel()(segment)
  if (!open) return null
  return (
    <div
      role="group"
      aria-label={t('tasks.show', { label })}
      className="mt-1.5 flex flex-col gap-4 rounded-md border border-line bg-surface-2 p-3"
    >
      <TaskField segmentId={segment.id} visibility="private" editable />
      <TaskField segmentId={segment.id} visibility="public" editable={isHost} />
      {!isHost && (
        <div className="flex flex-col items-start gap-1">
          <ProposeTask segment={segment} />
          <ProposeChange segment={segment} />
        </div>
      )}
    </div>
  )
}
