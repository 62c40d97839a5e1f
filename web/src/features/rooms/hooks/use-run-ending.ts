import { useT } from '@/lib/i18n/use-t'
import type { Run } from '../lib/history'

/** How a run ended, in a word or two. */
export function useRunEnding(run: Run): string {
  const { t } = useT()
  const words: Record<NonNullable<Run['endReason']>, string> = {
    completed: t('room.ending.completed'),
    skipped: t('room.ending.skipped'),
    jumped: t('room.ending.jumped'),
    restarted: t('room.ending.restarted'),
    replaced: t('room.ending.replaced'),
    abandoned: t('room.ending.abandoned'),
    expired: t('room.ending.expired'),
    room_ended: t('room.ending.ended'),
  }
  return run.endReason ? words[run.endReason] : t('room.ending.running')
}
