/** This browser's, such as "Europe/Lisbon". */
export function localTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** All that the browser knows, and `chosen`, which may be one that it does not. */
export function timeZones(chosen: string): string[] {
  const known = Intl.supportedValuesOf('timeZone')
  return [...new Set([...known, 'UTC', chosen])].filter(Boolean).sort()
}
