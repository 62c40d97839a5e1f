import type { Collaborator, ExcalidrawImperativeAPI, SocketId } from '@excalidraw/excalidraw/types'
import { useEffect, useRef, useState } from 'react'
import { avatarTint } from '@/lib/avatar'
import type { BoardChannel } from '../channel'
import { cursorColourId, Cursors } from '../lib/cursors'
import { throttled } from '../lib/throttled'

/** Somebody who may have the board open too. */
export interface BoardPerson {
  name: string
}

const frameMs = 50
/** How often pointers that fell silent are looked for. */
const tidyMs = 2_000

/** Shows the pointers of others, with their names and in their colours; gives what tells them of one's own. */
export function useCursors(
  api: ExcalidrawImperativeAPI | null,
  channel: BoardChannel,
  people: ReadonlyMap<string, BoardPerson>,
): (x: number, y: number) => void {
  const latest = useRef(people)
  useEffect(() => {
    latest.current = people
  })

  useEffect(() => {
    if (!api || !channel.pointer) return undefined
    const cursors = new Cursors()
    let frame: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      frame = undefined
      const shown = cursors.shown(latest.current, performance.now())
      const collaborators = [...shown].map(([id, { x, y }]): [SocketId, Collaborator] => {
        const name = latest.current.get(id)?.name ?? ''
        const colour = cursorColourId(avatarTint(name).deep)
        return [
          id as SocketId,
          { id: colour, username: name, pointer: { x, y, tool: 'pointer' }, button: 'up' },
        ]
      })
      api.updateScene({ collaborators: new Map(collaborators) })
    }
    const stop = channel.listen({
      onDisconnected: () => {
        cursors.clear()
        draw()
      },
      onPointer: (memberId, x, y) => {
        cursors.moved(memberId, x, y, performance.now())
        frame ??= setTimeout(draw, frameMs)
      },
    })
    const tidy = setInterval(() => !cursors.isEmpty && draw(), tidyMs)
    return () => {
      stop()
      clearTimeout(frame)
      clearInterval(tidy)
    }
  }, [api, channel])

  const [send] = useState(() =>
    throttled((x: number, y: number) => channel.pointer?.(x, y), frameMs),
  )
  return send
}
