import { nameKey, remember, remembered } from '@/lib/storage'

/** As the server counts: characters after trimming. */
export const maxNameLength = 50

/** Control characters, and those that turn the direction of writing around. */
const invisible = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/** The name as others will see it: without control characters, trimmed. */
export function cleanName(input: string): string {
  return input.replaceAll(invisible, '').trim()
}

export type NameFault = 'required' | 'too_long'

/** What is wrong with a name, or null. */
export function nameFault(input: string): NameFault | null {
  const length = [...cleanName(input)].length
  if (length === 0) return 'required'
  return length > maxNameLength ? 'too_long' : null
}

/** The name this browser used last; empty when there is none. */
export function rememberedName(): string {
  return cleanName(remembered(nameKey) ?? '')
}

export function rememberName(name: string): void {
  remember(nameKey, cleanName(name))
}
