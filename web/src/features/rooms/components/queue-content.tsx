import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { useTaskParts } from '@/features/tasks/lib/task-parts'
import { useT } from '@/lib/i18n/use-t'
import { useIsHost, useSegments } from '../hooks/use-room'
import { QueueEditor } from './queue-editor'
import { QueueList } from './queue-list'

const TemplatePicker = lazy(() => import('./template-picker'))

/** The list of segments: read by everybody, edited by the host, inviting while it is empty; and what guests propose. */
export function QueueContent() {
  const isHost = useIsHost()
  const tasks = useTaskParts()
  return (
    <div className="flex flex-col gap-4">
      {tasks && isHost && <tasks.ProposalInbox />}
      <Segments />
      {tasks && !isHost && <tasks.MyProposals />}
    </div>
  )
}

function Segments() {
  const { t } = useT()
  const isHost = useIsHost()
  const isEmpty = useSegments().length === 0
  if (isEmpty) {
    return (
      <div className="flex flex-col gap-4 py-4 text-center">
        <p className="px-4 font-semibold text-ink-2">
          {isHost ? t('room.queue.emptyHost') : t('room.queue.emptyGuest')}
        </p>
        {isHost && (
          <Suspense fallback={<Skeleton className="h-52 rounded-md" />}>
            <TemplatePicker />
          </Suspense>
        )}
      </div>
    )
  }
  return isHost ? <QueueEditor /> : <QueueList />
}
