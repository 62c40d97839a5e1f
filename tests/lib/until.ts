import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** The program under test: that of the build folder which `POMOPOMO_BUILD` names. */
export const program = resolve(
  import.meta.dirname,
  '../..',
  process.env.POMOPOMO_BUILD ?? 'build/release',
  'pomopomo',
)
/** Sanitized programs are several times slower; what a test allows is multiplied by this. */
export const patience = /debug|tsan/.test(program) ? 4 : 1

/** Milliseconds; longer than anything takes on the busiest machine: whoever waits for so long waits for ever. */
export const hangs = 60_000 * patience

/**
 * Waits until `condition` holds, looking often; fails after `within` ms, given only where that time is a promise, and
 * says for what it waited.
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  { within = hangs, what }: { within?: number; what: () => string },
): Promise<void> {
  const deadline = performance.now() + within
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${within} ms for ${what()}`)
    await pause(10)
  }
}
