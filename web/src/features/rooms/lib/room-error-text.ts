import type { AckError } from '@api/events'
import { Problem } from '@/lib/api/problem'
import { problemText } from '@/lib/api/use-problem-text'
import type { Translate } from '@/lib/i18n/use-t'

/** One kind sentence about a command of ours that failed. */
export function roomErrorText(error: AckError, t: Translate): string {
  if (error.reason === 'stale_version') return t('room.error.stale')
  if (error.reason === 'unknown_segment') return t('room.error.segmentGone')
  if (error.reason === 'unknown_member') return t('room.error.memberGone')
  if (error.reason === 'queue_full') return t('room.error.queueFull')
  if (error.reason === 'muted') return t('room.error.muted')
  if (error.reason === 'unknown_message') return t('room.error.messageGone')
  const unheard = error.reason === 'offline' || error.reason === 'no_answer'
  const code = unheard ? 'offline' : error.code
  return problemText(new Problem(code, error.reason, error.message, {}, error.retryAfterMs), t)
}
