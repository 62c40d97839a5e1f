import { X } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { useT } from '@/lib/i18n/use-t'
import { useHasQueueFooter } from '../hooks/use-has-queue-footer'
import { useCurrentSegment, useSegments } from '../hooks/use-room'
import { QueueContent } from './queue-content'
import { QueueFooter } from './queue-footer'

/** The queue beside the ring, on wide screens. */
export function QueuePanel({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  const count = useSegmentsLeft()
  const hasFooter = useHasQueueFooter()
  return (
    <aside
      aria-label={t('room.queue')}
      className="panel flex h-full flex-col overflow-hidden shadow-2"
    >
      <header className="flex items-center gap-2 py-2.5 pr-2.5 pl-5">
        <h2 className="text-lg">{t('room.queue')}</h2>
        <span className="text-sm font-semibold text-ink-2">{t('room.queue.left', { count })}</span>
        <IconButton label={t('room.queue.hide')} onClick={onClose} className="ml-auto">
          <X className="size-5" aria-hidden />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pt-1 pb-4">
        <QueueContent />
      </div>
      {hasFooter && (
        <footer className="border-t border-line px-4 py-3.5">
          <QueueFooter />
        </footer>
      )}
    </aside>
  )
}

function useSegmentsLeft(): number {
  const { index } = useCurrentSegment()
  const total = useSegments().length
  return index < 0 ? 0 : total - index
}
