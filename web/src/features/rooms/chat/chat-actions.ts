import type { AckError, ChatMessage } from '@api/events'
import { remember, remembered } from '@/lib/storage'
import type { ServerClock } from '../lib/clock'
import type { RoomConnection } from '../socket'
import type { RoomStore } from '../store'
import { updateChat } from './chat-events'
import { withAllRead, withDraft, withMessage, withoutDraft } from './chat-log'
import type { ChatLog, Draft } from './chat-state'
import { dropDraft, storeDraft, storedDrafts } from './draft-storage'

export type ChatActions = ReturnType<typeof createChatActions>

type Context = {
  code: string
  connection: Pick<RoomConnection, 'send' | 'sync'>
  store: RoomStore
  clock: Pick<ServerClock, 'now' | 'monotonicNow'>
}

const typingEveryMs = 3_000
/** How long we hold back after an answer that did not come, or that asked us to wait without saying how long. */
const patienceMs = 2_000
/** Failures that pass by themselves: the message waits and goes out later. */
const passing = new Set(['unavailable', 'not_found', 'unauthorized'])

/** Writing and reading. What a person wrote goes out one by one, in their order, and never twice. */
export function createChatActions({ code, connection, store, clock }: Context) {
  const readKey = `pomopomo.chat.read.${code}`
  let isSending = false
  let heldUntil = 0
  let pumpTimer: ReturnType<typeof setTimeout> | undefined
  let typedAt = -Infinity

  const chat = () => store.getState().chat
  const update = (change: (log: ChatLog, meId: string) => ChatLog) => updateChat(store, change)
  const patch = (changes: Partial<ChatLog>) => update((log) => ({ ...log, ...changes }))
  const take = (message: ChatMessage) => update((log, meId) => withMessage(log, message, meId))

  /** Sends the oldest draft, if anything may go out now. Called whenever something changed. */
  async function pump(): Promise<void> {
    clearTimeout(pumpTimer)
    const { connection: state, problem } = store.getState()
    const draft = chat().drafts.find(({ failure }) => failure === null)
    if (isSending || !draft || state !== 'online' || problem) return
    const waitMs = heldUntil - clock.monotonicNow()
    if (waitMs > 0) {
      pumpTimer = setTimeout(() => void pump(), waitMs)
      return
    }
    isSending = true
    const { clientId, text } = draft
    const answer = await connection.send('chat:send', { clientId, text }, { apply: take })
    patch({ limitedUntil: null })
    if (!answer.ok) refused(draft, answer.error)
    // Only now: each of these changes calls us again.
    isSending = false
    void pump()
  }

  function refused(draft: Draft, error: AckError): void {
    const waitMs = error.retryAfterMs ?? patienceMs
    if (error.code === 'rate_limited') {
      hold(waitMs)
      patch({ limitedUntil: clock.now() + waitMs })
    } else if (passing.has(error.code)) {
      hold(waitMs)
      // Nobody knows whether it arrived, or whether we still are in the room: ask.
      if (error.reason !== 'offline') void connection.sync()
    } else if (chat().drafts.some(({ clientId }) => clientId === draft.clientId)) {
      update((log) => withDraft(log, { ...draft, failure: error }))
    }
  }

  function hold(ms: number): void {
    heldUntil = clock.monotonicNow() + ms
  }

  /** The browser keeps what is not confirmed, so that a reload does not lose it. */
  function keepDrafts(now: readonly Draft[], before: readonly Draft[]): void {
    for (const { clientId } of before)
      if (!now.some((draft) => draft.clientId === clientId)) dropDraft(code, clientId)
    for (const draft of now) if (!before.includes(draft)) storeDraft(code, draft)
  }

  return {
    /** Begins to send what waits; answers how to stop. */
    start(): () => void {
      const read = remembered(readKey)
      patch({
        drafts: storedDrafts(code, clock.now()),
        ...(read !== null && { readUpTo: Number(read) }),
      })
      const unsubscribe = store.subscribe((state, before) => {
        if (state.chat.drafts !== before.chat.drafts)
          keepDrafts(state.chat.drafts, before.chat.drafts)
        if (state.chat.readUpTo !== before.chat.readUpTo && state.chat.readUpTo !== null)
          remember(readKey, String(state.chat.readUpTo))
        void pump()
      })
      return () => {
        unsubscribe()
        clearTimeout(pumpTimer)
      }
    },

    send(text: string): void {
      typedAt = -Infinity
      update((log) => {
        const draft = { clientId: newClientId(), text, writtenAt: clock.now(), failure: null }
        return withDraft({ ...log, composing: '' }, draft)
      })
    },
    retry(draft: Draft): void {
      update((log) => withDraft(log, { ...draft, writtenAt: clock.now(), failure: null }))
    },
    discard(clientId: string): void {
      update((log) => withoutDraft(log, clientId))
    },

    compose(text: string): void {
      patch({ composing: text })
      const now = clock.monotonicNow()
      if (!text.trim() || now - typedAt < typingEveryMs) return
      typedAt = now
      void connection.send('chat:typing', {})
    },

    setReading(isReading: boolean): void {
      if (chat().isReading !== isReading) patch({ isReading })
    },
    markRead(): void {
      if (withAllRead(chat()) !== chat()) update(withAllRead)
    },
  }
}

/** Not `crypto.randomUUID`: that one is missing on pages without TLS. */
function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
