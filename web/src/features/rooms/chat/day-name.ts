/** "Today", "yesterday" or the date, as the locale writes it. */
export function dayName(at: number, now: number, locale: string): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / 86_400_000)
  if (days === 0 || days === -1)
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(
    at,
  )
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
