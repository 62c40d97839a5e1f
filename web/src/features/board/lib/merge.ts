import type { BoardElement } from '@api/events'

export type ElementVersion = Pick<BoardElement, 'version' | 'versionNonce'>

/** The one rule by which everybody merges, the server too: the higher version, among equals the lower nonce. */
export function isNewer(one: ElementVersion, other: ElementVersion | undefined): boolean {
  if (!other) return true
  if (one.version !== other.version) return one.version > other.version
  return one.versionNonce < other.versionNonce
}

export function isSame(one: ElementVersion, other: ElementVersion | undefined): boolean {
  return one.version === other?.version && one.versionNonce === other.versionNonce
}
