import { lazy, Suspense } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { useIsHost, useSegments } from '../hooks/use-room'
import { pageIdle } from '../lib/page-idle'
import { QueueList } from './queue-list'
import { TemplatePicker } from './template-picker'

/** Comes once the page has come to rest: drag and drop must not delay the clock. Where it fails, one can still read. */
const QueueEditor = lazy(() =>
  pageIdle()
    .then(() => import('./queue-editor'))
    .catch(() => ({ default: QueueList })),
)

/** The list of segments: read by everybody, edited by the host, inviting while it is empty. */
export function QueueContent() {
  const { t } = useT()
  const isHost = useIsHost()
  const isEmpty = useSegments().length === 0
  if (isEmpty) {
    return (
      <div className="flex flex-col gap-4 py-4 text-center">
        <p className="px-4 font-semibold text-ink-2">
          {isHost ? t('room.queue.emptyHost') : t('room.queue.emptyGuest')}
        </p>
        {isHost && <TemplatePicker />}
      </div>
    )
  }
  if (!isHost) return <QueueList />
  return (
    <Suspense fallback={<QueueList />}>
      <QueueEditor />
    </Suspense>
  )
}
