import { useSyncExternalStore } from 'react'
import { remember, remembered } from './storage'

export interface RememberedValue<Value> {
  get: () => Value
  set: (value: Value) => void
  subscribe: (listener: () => void) => () => void
}

/**
 * Something this person chose, kept in this browser and live in all its tabs. `parse` makes a whole value of whatever
 * is stored under `key` (undefined where nothing is, or no JSON): it must not trust it.
 */
export function rememberedValue<Value>(
  key: string,
  parse: (stored: unknown) => Value,
): RememberedValue<Value> {
  const listeners = new Set<() => void>()
  let value = parse(storedJson(key))

  function change(next: Value) {
    value = next
    for (const listener of listeners) listener()
  }

  window.addEventListener('storage', (event) => {
    if (event.key === key || event.key === null) change(parse(storedJson(key)))
  })
  return {
    get: () => value,
    set(next) {
      remember(key, JSON.stringify(next))
      change(next)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useRemembered<Value>(remembering: RememberedValue<Value>): Value {
  return useSyncExternalStore(remembering.subscribe, remembering.get)
}

/** What is stored under `key`, or undefined where it is nothing or no JSON. */
export function storedJson(key: string): unknown {
  const text = remembered(key)
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The fields of `value`, none where it is no object. */
export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
