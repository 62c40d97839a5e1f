import { useEffect, useRef, useState, type RefObject } from 'react'

/** Takes the focus into the element, and gives it back to where it was when the element goes. */
export function useFocusGivenBack(): RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null)
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    element.current?.focus()
    return () => {
      // By then what lies behind can be reached again.
      requestAnimationFrame(() => before instanceof HTMLElement && before.focus())
    }
  }, [before])
  return element
}
