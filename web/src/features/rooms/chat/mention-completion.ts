/** What somebody types after an `@`, and where that began. */
export type MentionQuery = { start: number; query: string }

const maxSuggestions = 6
/** An `@` at the start of a word and at most two words after it, up to the caret. */
const pattern = /(?:^|\s)@([^\s@]{0,30}(?: [^\s@]{1,30})?)$/u

export function mentionQuery(text: string, caret: number): MentionQuery | null {
  const match = pattern.exec(text.slice(0, caret))
  if (!match) return null
  const query = match[1]!
  return { start: caret - query.length - 1, query }
}

/** Names with a word that begins like the query; the nearest matches first, each name once. */
export function suggestedNames(query: string, names: readonly string[]): string[] {
  const wanted = fold(query)
  const rank = (name: string) => {
    const folded = fold(name)
    if (folded.startsWith(wanted)) return 0
    return folded.split(/\s+/u).some((word) => word.startsWith(wanted)) ? 1 : 2
  }
  return [...new Set(names)]
    .map((name) => ({ name, rank: rank(name) }))
    .filter((one) => one.rank < 2)
    .toSorted((a, b) => a.rank - b.rank || a.name.localeCompare(b.name))
    .slice(0, maxSuggestions)
    .map((one) => one.name)
}

/** The text with the name in place of what was typed, and where the caret goes. */
export function completeMention(text: string, { start, query }: MentionQuery, name: string) {
  const inserted = `@${name} `
  const rest = text.slice(start + 1 + query.length).replace(/^ /, '')
  return { text: text.slice(0, start) + inserted + rest, caret: start + inserted.length }
}

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase()
}
