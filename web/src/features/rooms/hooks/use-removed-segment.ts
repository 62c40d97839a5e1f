import type { Segment } from '@api/events'
import { useEffect } from 'react'
import { useRoomSession, useRoomState } from './use-room'

/** How long a removal can be taken back with one click. */
const undoMs = 10_000

/** Removes a segment and remembers it for `useRemovedSegment`. */
export function useRemoveSegment(): (segment: Segment, index: number) => void {
  const { actions, store } = useRoomSession()
  return (segment, index) => {
    store.setState({ removed: { segment, index } })
    void actions.removeSegment(segment.id).then((done) => done || store.setState({ removed: null }))
  }
}

/** The segment removed last, for some seconds, and how to bring it back to where it stood. */
export function useRemovedSegment(): { segment: Segment; undo: () => void } | null {
  const { actions, store } = useRoomSession()
  const removed = useRoomState((state) => state.removed)
  useEffect(() => {
    if (!removed) return undefined
    const timeout = setTimeout(() => store.setState({ removed: null }), undoMs)
    return () => clearTimeout(timeout)
  }, [removed, store])
  if (!removed) return null
  const undo = () => {
    store.setState({ removed: null })
    const { id: _, ...segment } = removed.segment
    void actions.addSegment(segment, removed.index)
  }
  return { segment: removed.segment, undo }
}
