/** What a browser calls itself, in words: "Firefox" and "Windows"; null for what nobody knows. */
export interface DeviceName {
  browser: string | null
  system: string | null
  isPhone: boolean
}

/** First match wins: most browsers also claim to be the ones below them. */
const browsers: [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

export function deviceName(userAgent: string): DeviceName {
  const nameIn = (table: [RegExp, string][]) =>
    table.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null
  return {
    browser: nameIn(browsers),
    system: nameIn(systems),
    isPhone: /Mobile|Android|iPhone/.test(userAgent),
  }
}
