import { Button } from '@/components/ui/button'
import { useAccountProblemText } from '@/features/accounts/lib/account-problem'
import { useT } from '@/lib/i18n/use-t'

/** In place of what could not be fetched. */
export function LoadFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useT()
  const problemText = useAccountProblemText()
  return (
    <div role="alert" className="flex flex-col items-start gap-3">
      <p className="font-semibold text-danger">{problemText(error)}</p>
      <Button variant="outline" onClick={onRetry}>
        {t('error.retry')}
      </Button>
    </div>
  )
}
