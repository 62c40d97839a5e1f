import { fieldsOf, storedJson } from '@/lib/remembered-value'
import { remember } from '@/lib/storage'

const storageKey = 'pomopomo.alerted'
const keptKeys = 20
/** Longer than the slowest tab may be late. */
const heldMs = 120_000

/** Sees to it that of several tabs of one browser only one makes itself heard about the same thing. */
export class Claims {
  private readonly mine = new Map<string, Promise<boolean>>()

  /** Whether this tab may alert about `key`; the first one that asks may, and hears the same again. */
  take(key: string): Promise<boolean> {
    const known = this.mine.get(key)
    if (known) return known
    const answer = 'locks' in navigator ? takeLock(key) : Promise.resolve(takeByStorage(key))
    this.mine.set(key, answer)
    return answer
  }
}

function takeLock(key: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(`pomopomo.alert:${key}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      return lock && new Promise((release) => setTimeout(release, heldMs))
    })
  })
}

/** Locks exist on secure pages only. Two tabs may slip through at the same moment here, which costs a second sound. */
function takeByStorage(key: string): boolean {
  const known = Object.values(fieldsOf(storedJson(storageKey)))
  if (known.includes(key)) return false
  remember(storageKey, JSON.stringify([...known, key].slice(-keptKeys)))
  return true
}
