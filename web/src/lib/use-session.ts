import { useEffect, useState, useSyncExternalStore } from 'react'
import { askSession, knownSession, watchSession } from './session'

const tries = 3
const retryMs = 1_000

/** Who this browser is, asked once a page; `failed` when the server does not say, and then `ask` tries again. */
export function useSession() {
  const session = useSyncExternalStore(watchSession, knownSession)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (!knownSession()) askPatiently().catch(() => setFailed(true))
  }, [])
  const ask = () => {
    setFailed(false)
    askPatiently().catch(() => setFailed(true))
  }
  return { session, failed, ask }
}

async function askPatiently(): Promise<void> {
  for (let left = tries - 1; ; left--) {
    try {
      await askSession()
      return
    } catch (error) {
      if (left === 0 || !navigator.onLine) throw error
      await new Promise((resolve) => setTimeout(resolve, retryMs))
    }
  }
}
