import { useT } from '@/lib/i18n/use-t'

export const minUsername = 3
export const maxUsername = 20

/** As the server stores it. */
export function cleanUsername(input: string): string {
  return input.trim().replace(/^@/, '').toLowerCase()
}

/** What is wrong with a name before the server is asked, by the server's own words, or null. */
export function usernameFault(username: string): string | null {
  if (username === '') return 'required'
  if (!/^[a-z0-9_]*$/.test(username)) return 'bad_characters'
  if (username.length < minUsername) return 'too_short'
  return username.length > maxUsername ? 'too_long' : null
}

/** A name to begin with, out of how somebody is called; empty where nothing is left of it. */
export function suggestedUsername(displayName: string): string {
  const plain = displayName
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, maxUsername)
  return usernameFault(plain) === null ? plain : ''
}

/** Why a name is not to be had, for people. */
export function useUsernameProblem(): (reason: string) => string {
  const { t } = useT()
  const texts: Record<string, () => string> = {
    required: () => t('signIn.username.required'),
    bad_characters: () => t('signIn.username.characters'),
    too_short: () => t('signIn.username.short', { min: minUsername }),
    too_long: () => t('signIn.username.long', { max: maxUsername }),
    username_taken: () => t('signIn.username.taken'),
    username_changed: () => t('signIn.username.changed'),
  }
  return (reason) => (texts[reason] ?? (() => t('signIn.username.reserved')))()
}
