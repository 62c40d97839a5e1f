import { useSyncExternalStore } from 'react'

/** What the browser knows of the network: false is certain, true is a hope. */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine)
}

function subscribe(listener: () => void): () => void {
  const listening = new AbortController()
  for (const event of ['online', 'offline']) {
    window.addEventListener(event, listener, { signal: listening.signal })
  }
  return () => listening.abort()
}
