import { useEffect, useState } from 'react'
import { useRoomSession } from '@/features/rooms/hooks/use-room'
import { pageIdle } from '@/features/rooms/lib/page-idle'

const importParts = () => import('../components/parts')
type TaskParts = Awaited<ReturnType<typeof importParts>>

let arrived: TaskParts | null = null

/**
 * The components of tasks and proposals; null until the page has come to rest and they are loaded. A sitting alone,
 * which has no code, has none.
 */
export function useTaskParts(): TaskParts | null {
  const isShared = useRoomSession().code !== ''
  const [parts, setParts] = useState(arrived)
  useEffect(() => {
    if (parts || !isShared) return undefined
    let gone = false
    const show = (loaded: TaskParts) => {
      arrived = loaded
      if (!gone) setParts(loaded)
    }
    // Without a network they come with the next part of the page that asks for them.
    void pageIdle()
      .then(importParts)
      .then(show, () => undefined)
    return () => {
      gone = true
    }
  }, [parts, isShared])
  return isShared ? parts : null
}
