/** Calls `action` at once and then at most once per `everyMs`, the last time with the latest arguments. */
export function throttled<Args extends unknown[]>(
  action: (...args: Args) => void,
  everyMs: number,
): (...args: Args) => void {
  let waiting: Args | null = null
  let resting = false
  const rest = () => {
    resting = true
    setTimeout(() => {
      resting = false
      if (!waiting) return
      const args = waiting
      waiting = null
      action(...args)
      rest()
    }, everyMs)
  }
  return (...args) => {
    if (resting) {
      waiting = args
      return
    }
    action(...args)
    rest()
  }
}
