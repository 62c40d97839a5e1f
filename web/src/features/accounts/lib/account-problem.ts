import { useCallback } from 'react'
import { Problem } from '@/lib/api/problem'
import { problemText } from '@/lib/api/use-problem-text'
import { useT, type Translate } from '@/lib/i18n/use-t'

/** As `useProblemText`, for what accounts may be refused. */
export function useAccountProblemText(): (error: unknown) => string {
  const { t } = useT()
  return useCallback((error) => accountProblemText(error, t), [t])
}

function accountProblemText(error: unknown, t: Translate): string {
  if (!(error instanceof Problem)) return problemText(error, t)
  if (error.code === 'rate_limited') return t('signIn.tooOften', waitOf(error))
  if (error.code === 'unauthorized') return t('signIn.notSignedIn')
  if (error.code === 'gone' || error.code === 'not_found') return t('signIn.gone')
  return problemText(error, t)
}

function waitOf({ retryAfterMs = 0 }: Problem) {
  return { minutes: Math.max(1, Math.ceil(retryAfterMs / 60_000)) }
}
