import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
  type SyntheticEvent,
} from 'react'

const importSorting = () => import('../components/sorting')
type Sorting = Awaited<ReturnType<typeof importSorting>>

/**
 * Drag and drop for `list`, null until somebody reaches for a handle (`data-handle`): it is heavy, and most visits move
 * nothing. Spread `reach` on the list. Where fingers are used it comes at once, as a touch gives no notice. The rows are
 * made anew by it: while `busy` (one is being edited) it waits, and a handle that had the focus has it again.
 */
export function useSorting(list: RefObject<HTMLElement | null>, busy: boolean) {
  const [loaded, setLoaded] = useState<Sorting | null>(null)
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const focused = useRef(-1) // among the handles
  if (loaded && !sorting && !busy) setSorting(loaded)

  useEffect(() => {
    if (matchMedia('(pointer: coarse)').matches) void importSorting().then(setLoaded, () => {})
  }, [])
  useLayoutEffect(() => {
    if (!sorting) return
    const { activeElement, body } = document
    const free = activeElement === body || list.current?.contains(activeElement)
    if (free) handlesOf(list)[focused.current]?.focus({ preventScroll: true })
  }, [sorting, list])

  const near = ({ target, type }: SyntheticEvent) => {
    const coming = importSorting()
    const handle = (target as Element).closest<HTMLElement>('[data-handle]')
    if (type === 'focus') focused.current = handle ? handlesOf(list).indexOf(handle) : -1
    if (handle) coming.then(setLoaded, () => {})
    else coming.catch(() => {})
  }
  return { sorting, reach: sorting ? {} : { onPointerOver: near, onFocus: near } }
}

function handlesOf(list: RefObject<HTMLElement | null>): HTMLElement[] {
  return [...(list.current?.querySelectorAll<HTMLElement>('[data-handle]') ?? [])]
}
