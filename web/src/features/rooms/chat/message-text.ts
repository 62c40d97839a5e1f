import { findMentions } from './mentions'

export type Piece =
  | { type: 'text'; text: string }
  | { type: 'link'; text: string; href: string }
  | { type: 'mention'; text: string; name: string }

const address = /https?:\/\/[^\s<>"']+/giu
/** Ends a sentence rather than an address. */
const trailing = /[.,;:!?…]+$/u
const brackets: Record<string, string> = { ')': '(', ']': '[', '}': '{' }

/** What a message says, in pieces to draw: words, links and the names of people. Nothing in it is ever HTML. */
export function piecesOf(text: string, names: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const match of text.matchAll(address)) {
    const shown = withoutTrailing(match[0])
    const href = safeHref(shown)
    if (!href) continue
    pieces.push(...wordsAndNames(text.slice(at, match.index), names))
    pieces.push({ type: 'link', text: shown, href })
    at = match.index + shown.length
  }
  return [...pieces, ...wordsAndNames(text.slice(at), names)]
}

function wordsAndNames(text: string, names: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end, name } of findMentions(text, names)) {
    if (start > at) pieces.push({ type: 'text', text: text.slice(at, start) })
    pieces.push({ type: 'mention', text: text.slice(start, end), name })
    at = end
  }
  if (at < text.length) pieces.push({ type: 'text', text: text.slice(at) })
  return pieces
}

/** Without the punctuation of the sentence around it; a bracket belongs to it when it was opened in it. */
function withoutTrailing(link: string): string {
  const shorter = link.replace(trailing, '')
  const last = shorter.at(-1) ?? ''
  const opening = brackets[last]
  if (opening && count(shorter, opening) < count(shorter, last))
    return withoutTrailing(shorter.slice(0, -1))
  return shorter
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}

/** Only what a browser opens as a web page, and nothing that hides its host behind a name and an `@`. */
function safeHref(link: string): string | null {
  if (!URL.canParse(link)) return null
  const { protocol, hostname, username, password, href } = new URL(link)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  return isWeb && hostname && !username && !password ? href : null
}
