import { useCallback } from 'react'
import { useT, type Translate } from '../i18n/use-t'
import { Problem, type ProblemCode } from './problem'

/** One sentence for people about a failed call: what happened and, where there is one, what to do. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useT()
  return useCallback((error) => problemText(error, t), [t])
}

export function problemText(error: unknown, t: Translate): string {
  if (!(error instanceof Problem)) return t('problem.internal')
  if (error.reason === 'kicked') return t('problem.kicked', minutesOf(error))
  if (error.reason === 'room_locked') return t('problem.roomLocked')
  if (error.reason === 'not_host') return t('problem.notHost')
  return byCode(error, t)
}

function byCode(error: Problem, t: Translate): string {
  const texts: Record<ProblemCode, () => string> = {
    invalid: () => t('problem.invalid'),
    unauthorized: () => t('problem.unauthorized'),
    forbidden: () => t('problem.forbidden'),
    not_found: () => t('problem.unknownRoom'),
    gone: () => t('problem.gone'),
    conflict: () => t('problem.conflict'),
    full: () => t('problem.full'),
    rate_limited: () => t('problem.rateLimited', secondsOf(error)),
    unavailable: () => t('problem.unavailable'),
    storage_full: () => t('problem.storageFull'),
    internal: () => t('problem.internal'),
    offline: () => t('problem.offline'),
  }
  return texts[error.code]()
}

function secondsOf({ retryAfterMs = 0 }: Problem) {
  return { seconds: Math.max(1, Math.ceil(retryAfterMs / 1000)) }
}

function minutesOf({ retryAfterMs = 0 }: Problem) {
  return { minutes: Math.max(1, Math.ceil(retryAfterMs / 60_000)) }
}
