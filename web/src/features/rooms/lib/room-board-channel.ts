import type { BoardElement } from '@api/events'
import type { BoardChannel, BoardListener } from '@/features/board/channel'
import { addBoardImage, getBoard, getBoardImage } from '../api/board'
import type { RoomConnection } from '../socket'
import type { RoomStore } from '../store'

export interface RoomBoardChannel extends BoardChannel {
  /** The host's. True when it is done; failing is told by who sends. */
  clear: () => Promise<boolean>
  /** Takes the last `clear` back, within a minute. */
  restore: () => Promise<boolean>
}

/** The board of a room, over the room's own connection. */
export function roomBoardChannel(
  code: string,
  connection: Pick<RoomConnection, 'send' | 'sendLossy' | 'onBoard'>,
  store: RoomStore,
): RoomBoardChannel {
  const boardId = () => store.getState().boardId ?? ''
  const listeners = new Set<Partial<BoardListener>>()

  async function rearrange(event: 'board:clear' | 'board:restore'): Promise<boolean> {
    const answer = await connection.send(event, { boardId: boardId() })
    if (!answer.ok) return false
    // The others are told; we changed it without knowing how.
    const { sequence } = answer.data
    for (const { onChange } of listeners) onChange?.({ sequence, elements: [], reload: true })
    return true
  }

  return {
    listen(listener) {
      listeners.add(listener)
      const stopEvents = connection.onBoard({
        changed: (change) => change.boardId === boardId() && listener.onChange?.(change),
        pointed: ({ boardId: id, memberId, x, y }) =>
          id === boardId() && listener.onPointer?.(memberId, x, y),
      })
      const stopStore = store.subscribe((now, before) => {
        if (now.connection === before.connection) return
        if (now.connection === 'online') listener.onConnected?.()
        else if (before.connection === 'online') listener.onDisconnected?.()
      })
      if (store.getState().connection === 'online') listener.onConnected?.()
      return () => {
        listeners.delete(listener)
        stopEvents()
        stopStore()
      }
    },
    open: () => connection.send('board:open', { boardId: boardId() }),
    close: () => void connection.send('board:close', { boardId: boardId() }),
    update: (elements) =>
      connection.send('board:update', { boardId: boardId(), elements: elements as BoardElement[] }),
    pointer: (x, y) => connection.sendLossy('board:pointer', { boardId: boardId(), x, y }),
    load: () => getBoard(code),
    images: {
      upload: (image) => addBoardImage(code, image),
      load: (fileId) => getBoardImage(code, fileId),
    },
    clear: () => rearrange('board:clear'),
    restore: () => rearrange('board:restore'),
  }
}
