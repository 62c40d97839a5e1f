import type { Segment } from '@api/events'
import { Play } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { useT } from '@/lib/i18n/use-t'
import { useCurrentSegment, useRoomActions, useTimer } from '../hooks/use-room'
import { useSegmentLabel } from '../hooks/use-segment-label'
import { segmentChanges } from '../lib/queue-edits'
import { SegmentForm, type SegmentDraft } from './segment-form'

interface SegmentEditorProps {
  segment: Segment
  index: number
  onClose: () => void
}

/** Changes one segment in place, or starts it. */
export function SegmentEditor({ segment, index, onClose }: SegmentEditorProps) {
  const { t } = useT()
  const actions = useRoomActions()
  const label = useSegmentLabel()(segment)
  const canJump = useCanJump(index)

  const save = (draft: SegmentDraft) => {
    const changes = segmentChanges(segment, draft.shownLabel, draft)
    if (Object.keys(changes).length > 0) void actions.updateSegment(segment.id, changes)
    onClose()
  }
  return (
    <SegmentForm
      title={t('room.segment.edit', { label })}
      segment={segment}
      action={t('room.save')}
      onSubmit={save}
      onClose={onClose}
    >
      {canJump && (
        <Button
          variant="soft"
          size="sm"
          className="min-h-11"
          onClick={() => {
            void actions.jump(index)
            onClose()
          }}
        >
          <Play className="size-4 fill-current" aria-hidden />
          {t('room.segment.jump')}
        </Button>
      )}
    </SegmentForm>
  )
}

/** Starting here makes sense for every segment but the one that already runs. */
function useCanJump(index: number): boolean {
  const { index: current } = useCurrentSegment()
  const { status } = useTimer()
  return index !== current || status === 'idle'
}
