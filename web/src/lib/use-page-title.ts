import { useEffect } from 'react'

/** Names the browser tab; the app's name follows. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Pomopomo` : 'Pomopomo'
  }, [title])
}
