import { useT } from '@/lib/i18n/use-t'
import type { SaveState } from '../lib/use-tasks'

/** Saving…, Saved, or what to do when that failed. Read out when it changes. */
export function SaveStatus({ state, onRetry }: { state: SaveState; onRetry: () => void }) {
  const { t } = useT()
  return (
    <span className="ml-auto flex items-center gap-1 text-xs font-semibold text-ink-2">
      <span role="status">
        {state === 'saving' && t('tasks.saving')}
        {state === 'saved' && <span className="text-success">{t('tasks.saved')}</span>}
        {state === 'failed' && <span className="text-danger">{t('tasks.failed')}</span>}
      </span>
      {state === 'failed' && (
        <button
          type="button"
          onClick={onRetry}
          className="min-h-8 rounded-full px-2 font-bold text-primary-ink underline-offset-3 hover:underline"
        >
          {t('tasks.retry')}
        </button>
      )}
    </span>
  )
}
