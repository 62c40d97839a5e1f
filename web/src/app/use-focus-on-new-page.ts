import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/**
 * After a link to another page the focus goes to its main part, as it would with a page the browser loads: the next Tab
 * starts there, and screen readers begin to read. A field that took the focus itself keeps it.
 */
export function useFocusOnNewPage(): void {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        const { activeElement, body } = document
        if (!fromLocation || !pathChanged || (activeElement && activeElement !== body)) return
        document.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true })
      }),
    [router],
  )
}
