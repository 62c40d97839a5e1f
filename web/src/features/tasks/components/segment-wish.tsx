import type { ProposalContent, Segment } from '@api/events'
import { useState } from 'react'
import { SegmentForm, type SegmentDraft } from '@/features/rooms/components/segment-form'
import { useRoomSession } from '@/features/rooms/hooks/use-room'
import { segmentChanges } from '@/features/rooms/lib/queue-edits'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { propose } from '../lib/task-actions'
import { useProposalError } from '../lib/use-tasks'

interface SegmentWishProps {
  label: string
  /** The one to change; without, a new one is asked for. */
  segment?: Segment
  className?: string
  onClose: () => void
}

/** A segment as a guest would have it. */
export function SegmentWish({ label, segment, className, onClose }: SegmentWishProps) {
  const { t } = useT()
  const session = useRoomSession()
  const errorText = useProposalError()
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const submit = async (draft: SegmentDraft) => {
    const wish = wishOf(segment, draft)
    if (!wish) return onClose()
    setBusy(true)
    const refused = await propose(session, wish)
    setBusy(false)
    if (refused) return setError(errorText(refused))
    toast(t('proposals.sent'), 'success')
    onClose()
  }
  return (
    <SegmentForm
      title={label}
      segment={segment}
      action={t('proposals.send')}
      busy={busy}
      className={className}
      onSubmit={(draft) => void submit(draft)}
      onClose={onClose}
    >
      <p role="alert" className="text-sm font-bold text-danger empty:hidden">
        {error}
      </p>
    </SegmentForm>
  )
}

/** What to ask the host for; null where nothing was changed. */
function wishOf(segment: Segment | undefined, draft: SegmentDraft): ProposalContent | null {
  if (!segment) {
    const { kind, durationSec } = draft
    const label = draft.label.trim()
    return {
      type: 'add_segment',
      payload: { segment: { kind, durationSec, ...(label && { label }) } },
    }
  }
  const changes = segmentChanges(segment, draft.shownLabel, draft)
  if (Object.keys(changes).length === 0) return null
  return { type: 'edit_segment', payload: { id: segment.id, ...changes } }
}
