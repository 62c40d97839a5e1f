import { Undo2 } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { useRemovedSegment } from '../hooks/use-removed-segment'
import { useIsHost, useSegments } from '../hooks/use-room'
import { usePredictedEnds } from '../hooks/use-segment-facts'
import { useSegmentLabel } from '../hooks/use-segment-label'
import { formatTimeOfDay } from '../lib/predictions'
import { AddSegment } from './add-segment'
import { LoadedDialog } from './loaded-dialog'

const loadTemplates = () => import('./template-dialog')

/** Below the list: what can be added, a removal to take back, and when it all will be over. */
export function QueueFooter() {
  const { t } = useT()
  const isHost = useIsHost()
  const isEmpty = useSegments().length === 0
  const [choosing, setChoosing] = useState(false)
  const close = useCallback(() => setChoosing(false), [])
  return (
    <div className="flex flex-col gap-2.5">
      {isHost && <UndoBar />}
      {isHost && <AddSegment />}
      <div className="flex min-h-6 flex-wrap items-center justify-center gap-x-3 text-sm font-bold text-ink-2">
        <AllDone />
        {isHost && !isEmpty && (
          <button
            type="button"
            onClick={() => setChoosing(true)}
            className="min-h-8 rounded-full px-2 text-primary-ink underline-offset-3 hover:underline"
          >
            {t('room.template.open')}
          </button>
        )}
      </div>
      <LoadedDialog open={choosing} onClose={close} load={loadTemplates} />
    </div>
  )
}

function AllDone() {
  const { t, locale } = useT()
  const end = usePredictedEnds().at(-1)
  if (!end) return null
  return (
    <span className="tnum">{t('room.queue.allDone', { time: formatTimeOfDay(end, locale) })}</span>
  )
}

function UndoBar() {
  const { t } = useT()
  const undo = useRef<HTMLButtonElement>(null)
  const labelOf = useSegmentLabel()
  const last = useRemovedSegment()
  const id = last?.segment.id

  // The button that was pressed is gone with its row: the focus must not be lost with it.
  useEffect(() => {
    if (id && document.activeElement === document.body) undo.current?.focus()
  }, [id])

  return (
    <div role="status" className="empty:hidden">
      {last && (
        <div className="flex items-center justify-between gap-2 rounded-md bg-surface-2 py-1 pr-1 pl-3 text-sm font-semibold">
          <span className="truncate">
            {t('room.segment.removed', { label: labelOf(last.segment) })}
          </span>
          <button
            ref={undo}
            type="button"
            onClick={last.undo}
            className="inline-flex min-h-9 shrink-0 items-center gap-1.5 rounded-full px-3 font-bold text-primary-ink hover:bg-surface-3"
          >
            <Undo2 className="size-4" aria-hidden />
            {t('room.undo')}
          </button>
        </div>
      )}
    </div>
  )
}
