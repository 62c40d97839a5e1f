let worker: Worker | null | undefined
let lastId = 0
const waiting = new Map<number, () => void>()

/** As `setTimeout`, but on time in hidden tabs too; returns what cancels it. */
export function wakeAfter(ms: number, wake: () => void): () => void {
  const id = ++lastId
  const cancel = () => {
    clearTimeout(timeout)
    waiting.delete(id)
  }
  // Both count, the first wins: there may be no worker, or a slow one.
  const ring = () => {
    cancel()
    wake()
  }
  const timeout = setTimeout(ring, ms)
  waiting.set(id, ring)
  theWorker()?.postMessage({ id, ms })
  return cancel
}

function theWorker(): Worker | null {
  if (worker !== undefined) return worker
  worker = null
  if (!('Worker' in window)) return worker
  worker = new Worker(new URL('./wake-worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<number>) => waiting.get(data)?.())
  return worker
}
