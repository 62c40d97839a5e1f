import { useSyncExternalStore } from 'react'
import { remember, remembered } from './storage'

/** What Chromium hands out when the page can be installed; not in TypeScript's library. */
interface InstallPrompt extends Event {
  prompt: () => Promise<unknown>
}

const key = 'pomopomo.install'
let prompt: InstallPrompt | null = null
const listeners = new Set<() => void>()

/** Keeps the browser's offer to install for our own button. Once, before the offer can come. */
export function keepInstallPrompt(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    if (remembered(key) !== 'no') change(event as InstallPrompt)
  })
  window.addEventListener('appinstalled', () => change(null))
}

/** Whether the page can be installed here and nobody said no. */
export function useInstallable(): boolean {
  return useSyncExternalStore(subscribe, () => prompt !== null)
}

export function install(): void {
  void prompt?.prompt()
  change(null) // it works once
}

/** No, for good. */
export function refuseInstall(): void {
  remember(key, 'no')
  change(null)
}

function change(next: InstallPrompt | null): void {
  prompt = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
