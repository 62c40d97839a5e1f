import type { Segment } from '@api/events'
import { useState } from 'react'
import { useMe, useRoomSession } from '@/features/rooms/hooks/use-room'
import { useT } from '@/lib/i18n/use-t'
import { propose } from '../lib/task-actions'
import { useProposalError, useProposals } from '../lib/use-tasks'
import { Status } from './my-proposals'
import { ProposeButton } from './propose-button'
import { TaskForm } from './task-form'

/** A guest's way to the shared task: what they proposed and what waits, and proposing one. */
export function ProposeTask({ segment }: { segment: Segment }) {
  const { t } = useT()
  const session = useRoomSession()
  const errorText = useProposalError()
  const muted = useMe()?.muted ?? false
  const [draft, setDraft] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const waiting = useProposals().filter(
    (one) =>
      one.status === 'pending' &&
      one.type === 'public_task' &&
      one.payload.segmentId === segment.id,
  )
  const submit = async (text: string) => {
    setError(null)
    setDraft(null)
    if (text.trim() === '') return
    const payload = { segmentId: segment.id, text: text.trim() }
    const refused = await propose(session, { type: 'public_task', payload })
    if (!refused) return
    setDraft(text)
    setError(errorText(refused))
  }
  return (
    <>
      {waiting.map((one) => (
        <p key={one.id} className="flex w-full items-start justify-between gap-2 text-sm">
          <span className="min-w-0 wrap-anywhere">
            {one.type === 'public_task' && one.payload.text}
          </span>
          <Status status={one.status} />
        </p>
      ))}
      {draft !== null && (
        <TaskForm
          label={t('proposals.task')}
          placeholder={t('tasks.sharedPlaceholder')}
          draft={draft}
          autoFocus={error === null}
          onDraft={setDraft}
          onSubmit={(text) => void submit(text)}
          onCancel={() => setDraft(null)}
        />
      )}
      <p role="alert" className="text-sm font-bold text-danger empty:hidden">
        {error}
      </p>
      {draft === null && !muted && (
        <ProposeButton onClick={() => setDraft('')}>{t('proposals.task')}</ProposeButton>
      )}
    </>
  )
}
