import { setTimeout as pause } from 'node:timers/promises'

/** Waits until `condition` holds, looking often; fails after `within` ms and says for what it waited. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  { within, what }: { within: number; what: () => string },
): Promise<void> {
  const deadline = performance.now() + within
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${within} ms for ${what()}`)
    await pause(10)
  }
}
