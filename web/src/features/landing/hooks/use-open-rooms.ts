import { useState, type RefObject } from 'react'
import { listOpenRooms } from '../api/list-open-rooms'
import { countNew, inPlace, type OpenRoom } from '../lib/open-rooms'
import { useVisibleInterval } from './use-visible-interval'

const everyMs = 10_000

/**
 * The open rooms, live: numbers change where they stand. Rooms come and go only where nobody sees the page move,
 * which is below what is on the screen, or when somebody asks by `showAll`. `place`: where the list stands.
 */
export function useOpenRooms(
  first: readonly OpenRoom[],
  place: RefObject<HTMLElement | null>,
): { rooms: readonly OpenRoom[]; waiting: number; showAll: () => void } {
  const [latest, setLatest] = useState(first)
  const [rooms, setRooms] = useState(first)

  const refresh = async () => {
    const found = await listOpenRooms()
    if (!found) return
    const unseen = (place.current?.getBoundingClientRect().top ?? 0) >= innerHeight
    setLatest(found)
    setRooms((shown) => (unseen ? found : inPlace(shown, found)))
  }
  useVisibleInterval(() => void refresh(), everyMs)
  return { rooms, waiting: countNew(rooms, latest), showAll: () => setRooms(latest) }
}
