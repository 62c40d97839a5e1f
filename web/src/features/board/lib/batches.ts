import type { BoardElement } from '@api/events'

/** What one message may hold, 64 KiB, less the frame around the elements. */
export const maxBatchBytes = 60_000

const encoder = new TextEncoder()

/** Elements in their order, in as few messages as the limit allows; apart, those that fit into none. */
export function inBatches(
  elements: readonly BoardElement[],
  maxBytes = maxBatchBytes,
): { batches: BoardElement[][]; tooBig: BoardElement[] } {
  const batches: BoardElement[][] = []
  const tooBig: BoardElement[] = []
  let room = 0
  for (const element of elements) {
    const bytes = encoder.encode(JSON.stringify(element)).length + 1
    if (bytes > maxBytes) {
      tooBig.push(element)
      continue
    }
    if (bytes > room) {
      batches.push([])
      room = maxBytes
    }
    batches.at(-1)?.push(element)
    room -= bytes
  }
  return { batches, tooBig }
}
