/** The longest wait, on a page that is never idle. */
const patienceMs = 1_000

/** Resolves when the page has nothing urgent to do. */
export function pageIdle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no requestIdleCallback.
    if ('requestIdleCallback' in window)
      requestIdleCallback(() => resolve(), { timeout: patienceMs })
    else setTimeout(resolve, patienceMs / 4)
  })
}
