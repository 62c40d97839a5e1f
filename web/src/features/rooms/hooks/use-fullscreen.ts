import { useEffect, useRef } from 'react'

/** Fills the whole screen, where the browser can; `onLeave` is called when the person goes back to the window. */
export function useFullscreen(onLeave: () => void): void {
  const latest = useRef(onLeave)
  useEffect(() => {
    latest.current = onLeave
  })
  useEffect(() => {
    // Phones without it, and pages inside of others, show the plain layer.
    document.documentElement.requestFullscreen?.({ navigationUI: 'hide' }).catch(() => undefined)
    const changed = () => {
      if (!document.fullscreenElement) latest.current()
    }
    document.addEventListener('fullscreenchange', changed)
    return () => {
      document.removeEventListener('fullscreenchange', changed)
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
    }
  }, [])
}
