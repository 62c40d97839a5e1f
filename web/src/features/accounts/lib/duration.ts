import type { Translate } from '@/lib/i18n/use-t'

/** "3 h 20 min", "20 min". */
export function durationText(seconds: number, t: Translate): string {
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? t('signIn.claim.minutes', { minutes })
    : t('signIn.claim.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}
