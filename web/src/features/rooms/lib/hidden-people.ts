import { rememberedValue, useRemembered } from '@/lib/remembered-value'

/** Of more than this the one hidden first is seen again. */
const most = 200

/**
 * Whom this person does not want to hear, by member id. That id is of one person in one room, so the choice holds for
 * that room alone. It stays in this browser: nobody else learns of it, the server included.
 */
export const hiddenPeople = rememberedValue('pomopomo.hidden:v1', parse)

export function useHiddenPeople(): readonly string[] {
  return useRemembered(hiddenPeople)
}

export function hidePerson(memberId: string, hide: boolean): void {
  const others = hiddenPeople.get().filter((id) => id !== memberId)
  hiddenPeople.set(hide ? [...others, memberId].slice(-most) : others)
}

function parse(stored: unknown): readonly string[] {
  if (!Array.isArray(stored)) return []
  return stored.filter((id) => typeof id === 'string').slice(-most)
}
