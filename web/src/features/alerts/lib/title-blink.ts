import { useNotices } from './notices'
import { wakeAfter } from './wake-after'

const blinkMs = 900
const longestMs = 10_000

/** Lets the hidden tab's title blink until somebody looks, ten seconds at most; returns what stops it. */
export function blinkTitle(text: string): () => void {
  const until = performance.now() + longestMs
  let cancel = () => {}
  const stop = () => {
    cancel()
    document.removeEventListener('visibilitychange', stop)
    useNotices.setState({ title: null })
  }
  const blink = () => {
    if (performance.now() >= until) return stop()
    useNotices.setState(({ title }) => ({ title: title === null ? text : null }))
    cancel = wakeAfter(blinkMs, blink)
  }
  document.addEventListener('visibilitychange', stop)
  blink()
  return stop
}
