import { useCallback } from 'react'
import { useT } from '@/lib/i18n/use-t'

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** How long ago a time was, in words: "3 hours ago". */
export function useAgo(): (at: number, now: number) => string {
  const { locale } = useT()
  return useCallback(
    (at, now) => {
      const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
      for (const [unit, ms] of steps)
        if (now - at >= ms) return words.format(-Math.floor((now - at) / ms), unit)
      return words.format(0, 'minute')
    },
    [locale],
  )
}
