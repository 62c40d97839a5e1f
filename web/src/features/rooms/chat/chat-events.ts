import type { RoomSocket } from '../socket'
import type { RoomStore } from '../store'
import { withMessage, withTyping } from './chat-log'
import type { ChatLog } from './chat-state'

/** Somebody who said nothing for this long types no more. */
const typingFadesMs = 5_000

export function updateChat(store: RoomStore, change: (log: ChatLog, meId: string) => ChatLog) {
  store.setState(({ chat, meId }) => ({ chat: change(chat, meId ?? '') }))
}

/** Takes what others say, change and type into the store. */
export function mapChatEvents(socket: RoomSocket, store: RoomStore): void {
  const fading = new Map<string, ReturnType<typeof setTimeout>>()
  socket.on('chat:message', (message) =>
    updateChat(store, (log, meId) => withMessage(log, message, meId)),
  )
  socket.on('chat:updated', (message) =>
    updateChat(store, (log, meId) => withMessage(log, message, meId)),
  )
  socket.on('chat:typing', ({ memberId }) => {
    clearTimeout(fading.get(memberId))
    updateChat(store, (log, meId) => withTyping(log, memberId, memberId !== meId))
    const fade = () => updateChat(store, (log) => withTyping(log, memberId, false))
    fading.set(memberId, setTimeout(fade, typingFadesMs))
  })
}
