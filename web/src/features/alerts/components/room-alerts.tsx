import { useEffect, useState, type ComponentType } from 'react'
import { pageIdle } from '@/features/rooms/lib/page-idle'

/** Alerts for as long as the person is in the room; their code comes once the page has come to rest. */
export function RoomAlerts() {
  const [loaded, setLoaded] = useState<{ Runtime: ComponentType } | null>(null)
  useEffect(() => {
    void pageIdle()
      .then(() => import('./alert-runtime'))
      // Without a network there is no alert, and the room goes on.
      .then(
        ({ AlertRuntime }) => setLoaded({ Runtime: AlertRuntime }),
        () => undefined,
      )
  }, [])
  return loaded && <loaded.Runtime />
}
