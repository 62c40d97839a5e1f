import { forget, remember, remembered, rememberedKeys } from '@/lib/storage'
import type { Draft } from './chat-state'

// One entry a draft: two tabs of a room never write over each other's.
const prefixOf = (code: string) => `pomopomo.chat.draft.${code}.`
/** As long the server knows a message again by its `clientId`; what is older nobody sends without being asked. */
const sameMessageMs = 23 * 3_600_000

export function storeDraft(code: string, draft: Draft): void {
  const { clientId, ...rest } = draft
  remember(prefixOf(code) + clientId, JSON.stringify(rest))
}

export function dropDraft(code: string, clientId: string): void {
  forget(prefixOf(code) + clientId)
}

/** What was written here and not confirmed, oldest first. `now`: server time. */
export function storedDrafts(code: string, now: number): Draft[] {
  const prefix = prefixOf(code)
  return rememberedKeys(prefix)
    .map((key) => draftOf(key.slice(prefix.length), remembered(key), now))
    .filter((draft) => draft !== null)
    .toSorted((a, b) => a.writtenAt - b.writtenAt)
}

function draftOf(clientId: string, json: string | null, now: number): Draft | null {
  try {
    const { text, writtenAt, failure } = JSON.parse(json ?? '') as Partial<Draft>
    if (typeof text !== 'string' || typeof writtenAt !== 'number') return null
    const isOld = now - writtenAt > sameMessageMs
    const tooOld = { code: 'gone', reason: 'too_old', message: 'written too long ago' } as const
    return { clientId, text, writtenAt, failure: isOld ? tooOld : (failure ?? null) }
  } catch {
    return null
  }
}
