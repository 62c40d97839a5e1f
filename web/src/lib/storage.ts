/** Where the rooms lie that this browser has been in. */
export const knownRoomsKey = 'pomopomo.rooms:v1'

/** The browser's local storage, which may be switched off: reading then answers null, writing does nothing. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Private windows and full storage: it lasts for this page then.
  }
}
