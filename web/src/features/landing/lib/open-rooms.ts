import type { Schemas } from '@/lib/api/client'

export type OpenRoom = Schemas['OpenRoom'] & { closed?: true }

const idOf = ({ room }: OpenRoom) => room.id

/**
 * The list shown, brought up to date without a card coming or going: what is open no more is marked `closed`. Until
 * somebody asks for the rest, nothing on the page moves.
 */
export function inPlace(shown: readonly OpenRoom[], latest: readonly OpenRoom[]): OpenRoom[] {
  const byId = new Map(latest.map((open) => [idOf(open), open]))
  return shown.map((open) => byId.get(idOf(open)) ?? { ...open, closed: true })
}

/** How many of the latest are not on the page yet. */
export function countNew(shown: readonly OpenRoom[], latest: readonly OpenRoom[]): number {
  const known = new Set(shown.map(idOf))
  return latest.filter((open) => !known.has(idOf(open))).length
}
