/** Where the rooms lie that this browser has been in. */
export const knownRoomsKey = 'pomopomo.rooms:v1'
/** Who was signed in here last, as JSON; nobody where it does not begin with a brace. */
export const accountKey = 'pomopomo.account'
/** The name that rooms are joined under. */
export const nameKey = 'pomopomo.name'

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

export function forget(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was stored then.
  }
}

/** All keys that begin with `prefix`. */
export function rememberedKeys(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix))
  } catch {
    return []
  }
}
