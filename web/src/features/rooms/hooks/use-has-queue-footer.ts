import { useIsHost, useSegments } from './use-room'

/** Guests have nothing to do or read below an empty queue. */
export function useHasQueueFooter(): boolean {
  const isHost = useIsHost()
  const isEmpty = useSegments().length === 0
  return isHost || !isEmpty
}
