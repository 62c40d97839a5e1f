// Waiting for conditions, never for fixed times.

// Rejects when `promise` takes longer than `ms`.
export function within(ms, promise, what = 'this') {
  let timer
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms} ms`)), ms)
  })
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer))
}

// The next `count` events of an emitter: their first argument, or all when there are several.
export function take(emitter, name, count = 1) {
  const seen = []
  return within(
    5000,
    new Promise((resolve) => {
      emitter.on(name, function listen(...args) {
        seen.push(args.length > 1 ? args : args[0])
        if (seen.length < count) return
        emitter.off(name, listen)
        resolve(count === 1 ? seen[0] : seen)
      })
    }),
    `${count} × ${name}`,
  )
}

export const settle = () => new Promise((resolve) => setImmediate(resolve))

// Resolves once `condition` holds; looks again and again.
export async function until(condition, what, ms = 5000) {
  const end = performance.now() + ms
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
