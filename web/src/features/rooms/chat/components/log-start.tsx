import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { useT } from '@/lib/i18n/use-t'
import { useChat } from '../use-chat'
import { useMessageActions } from '../use-message-actions'

/** Above the first message: what is still to come, or that it all began here. */
export function LogStart() {
  const { t } = useT()
  const { loadEarlier } = useMessageActions()
  const hasEarlier = useChat((log) => log.hasEarlier)
  const failed = useChat((log) => log.earlier === 'failed')
  return (
    <div className="flex min-h-16 shrink-0 flex-col justify-center gap-2 pt-2">
      {!hasEarlier && (
        <p className="text-center text-sm font-semibold text-ink-2">{t('room.chat.start')}</p>
      )}
      {hasEarlier && failed && (
        <Button variant="outline" size="sm" className="mx-auto" onClick={() => void loadEarlier()}>
          {t('room.chat.loadEarlier')}
        </Button>
      )}
      {hasEarlier && !failed && (
        <>
          <Skeleton className="h-5 w-2/5 rounded-lg" />
          <Skeleton className="h-5 w-3/5 rounded-lg" />
        </>
      )}
    </div>
  )
}
