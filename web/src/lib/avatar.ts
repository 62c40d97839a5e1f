/** Pastels of the avatars, each with an ink that reads on it (at least 7:1 on the deeper end). */
const tints = [
  { light: '#b9efe9', deep: '#86dcd2', ink: '#0b3d3a' },
  { light: '#c8ecca', deep: '#9fd8a6', ink: '#123c1c' },
  { light: '#ffd9bd', deep: '#f5bd94', ink: '#4a250a' },
  { light: '#c3e6ff', deep: '#92cdf7', ink: '#0c3352' },
  { light: '#f9cfe1', deep: '#f0aac9', ink: '#4c1330' },
  { light: '#dcd6fb', deep: '#bfb4f3', ink: '#2a1d63' },
  { light: '#fbe7a9', deep: '#f0d075', ink: '#463403' },
  { light: '#ffd0c8', deep: '#f9aea2', ink: '#551a12' },
] as const

export type AvatarTint = (typeof tints)[number]

/** The same name gets the same tint on every device. */
export function avatarTint(name: string): AvatarTint {
  let hash = 0
  for (const character of name.normalize('NFC')) {
    hash = (Math.imul(hash, 31) + character.codePointAt(0)!) >>> 0
  }
  return tints[hash % tints.length]!
}

/** First letters of the first and the last word, in capitals: "Ana Maria Silva" gives "AS". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return ends.map((word) => firstLetter(word ?? '')).join('') || '?'
}

function firstLetter(word: string): string {
  const [first] = new Intl.Segmenter().segment(word)
  return first?.segment.toLocaleUpperCase() ?? ''
}
