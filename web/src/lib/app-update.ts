import { useSyncExternalStore } from 'react'

const checkEveryMs = 60 * 60_000
let waiting: ServiceWorker | null = null
const listeners = new Set<() => void>()

/**
 * Lets the service worker keep the shell for visits without a network, once the page itself is there. Where it cannot
 * (an old browser, a private window) the page just needs its network.
 */
export function keepShell(): void {
  if (!('serviceWorker' in navigator)) return
  const register = () => void navigator.serviceWorker.register('/sw.js').then(watch, () => {})
  if (document.readyState === 'complete') register()
  else window.addEventListener('load', register, { once: true })
}

/** Whether a newer version is here and waits to be asked in. */
export function useWaitingUpdate(): boolean {
  return useSyncExternalStore(subscribe, () => waiting !== null)
}

/** Goes over to the newer version: this page loads again, other open ones when their people ask for it. */
export function reloadToUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
    once: true,
  })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker takes none
  waiting?.postMessage({ type: 'SKIP_WAITING' })
}

/** There is none where a tool has switched service workers off. */
function watch(registration: ServiceWorkerRegistration | undefined): void {
  if (!registration) return
  const look = () => offer(registration.waiting)
  look()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
  setInterval(() => void registration.update().catch(() => {}), checkEveryMs)
}

/** The first version ever has nothing to replace. */
function offer(worker: ServiceWorker | null): void {
  waiting = navigator.serviceWorker.controller ? worker : null
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
