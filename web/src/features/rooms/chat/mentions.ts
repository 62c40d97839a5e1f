const special = /[\\^$.*+?()[\]{}|/]/g

export type Mention = { start: number; end: number; name: string }

/** Every `@name` of one of `names`, in any case; of names that begin alike the longer one counts. */
export function findMentions(text: string, names: readonly string[]): Mention[] {
  if (!text.includes('@')) return []
  const known = names
    .filter(Boolean)
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(special, String.raw`\$&`))
  if (known.length === 0) return []
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_@])@(${known.join('|')})(?![\\p{L}\\p{N}_])`, 'giu')
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    name: match[1]!,
  }))
}

export function mentions(text: string, name: string): boolean {
  return findMentions(text, [name]).length > 0
}
