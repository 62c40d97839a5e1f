import type { AckError, ChatMessage, Reaction } from '@api/events'
import { getMessages } from '../api/get-messages'
import type { RoomConnection } from '../socket'
import type { RoomStore } from '../store'
import { updateChat } from './chat-events'
import { withMessage } from './chat-log'
import { withEarlier, withReaction } from './open-log'

export type MessageActions = ReturnType<typeof createMessageActions>

type Context = {
  code: string
  connection: Pick<RoomConnection, 'send'>
  store: RoomStore
  /** Tells the person about a refused reaction or deletion. */
  onError: (error: AckError) => void
}

/** What is done with messages that are there; only an open chat needs it. */
export function createMessageActions({ code, connection, store, onError }: Context) {
  const take = (message: ChatMessage) =>
    updateChat(store, (log, meId) => withMessage(log, message, meId))

  return {
    async react(messageId: string, reaction: Reaction, on: boolean): Promise<void> {
      const show = (shown: boolean) =>
        updateChat(store, (log, meId) => withReaction(log, messageId, reaction, meId, shown))
      show(on)
      const payload = { messageId, reaction, on }
      const answer = await connection.send('chat:react', payload, { apply: take })
      if (answer.ok) return
      show(!on)
      onError(answer.error)
    },

    async remove(messageId: string): Promise<void> {
      const answer = await connection.send('chat:delete', { messageId }, { apply: take })
      if (!answer.ok) onError(answer.error)
    },

    /** Fetches the page before the first message. */
    async loadEarlier(): Promise<void> {
      const { messages, hasEarlier, earlier } = store.getState().chat
      const before = messages[0]?.sequence
      if (before === undefined || !hasEarlier || earlier === 'loading') return
      updateChat(store, (log) => ({ ...log, earlier: 'loading' }))
      try {
        const page = await getMessages(code, before)
        updateChat(store, (log, meId) => withEarlier(log, page, before, messages, meId))
      } catch {
        updateChat(store, (log) => ({ ...log, earlier: 'failed' }))
      }
    },
  }
}
