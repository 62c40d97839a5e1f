import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { useT } from '@/lib/i18n/use-t'

const ChatPanel = lazy(() => import('./chat-panel').catch(() => ({ default: ChatMissing })))

/** The place of the chat beside the ring; the chat itself is loaded when it is first shown. */
export function ChatSide({ onClose }: { onClose: () => void }) {
  return (
    <Suspense fallback={<Skeleton className="h-full rounded-lg" />}>
      <ChatPanel onClose={onClose} />
    </Suspense>
  )
}

function ChatMissing() {
  const { t } = useT()
  return (
    <p
      role="alert"
      className="panel grid h-full place-content-center p-8 text-center font-semibold text-ink-2"
    >
      {t('problem.offline')}
    </p>
  )
}
