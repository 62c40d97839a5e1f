// Waiting for conditions, never for fixed times.

// Longer than anything takes on the busiest machine: whoever waits for so long waits for ever.
export const hangs = 60_000

// Rejects when `promise` takes for ever.
export function within(promise, what = 'this') {
  let timer
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${hangs} ms for ${what}`)), hangs)
  })
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer))
}

// The next `count` events of an emitter: their first argument, or all when there are several.
export function take(emitter, name, count = 1) {
  const seen = []
  return within(
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
export async function until(condition, what) {
  const end = performance.now() + hangs
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited ${hangs} ms until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
