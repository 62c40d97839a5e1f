import assert from 'node:assert/strict'

/** What is named of an object is so; the rest of it may be anything. */
export function holds(actual: unknown, part: object, what?: string): void {
  const named = Object.keys(part).map((key) => [key, (actual as Record<string, unknown>)?.[key]])
  assert.deepEqual(Object.fromEntries(named), part, what)
}
