import { useEffect, useEffectEvent } from 'react'

/** Calls `act` every so often while the page is looked at, and at once when somebody comes back to it. */
export function useVisibleInterval(act: () => void, everyMs: number): void {
  const run = useEffectEvent(act)
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined
    const stop = () => clearInterval(timer)
    const start = () => {
      stop()
      if (!document.hidden) timer = setInterval(() => run(), everyMs)
    }
    const changed = () => {
      if (!document.hidden) run()
      start()
    }
    start()
    document.addEventListener('visibilitychange', changed)
    return () => {
      stop()
      document.removeEventListener('visibilitychange', changed)
    }
  }, [everyMs])
}
