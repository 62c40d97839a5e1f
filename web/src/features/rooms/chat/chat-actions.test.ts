import type { AckAnswer, AckError, ChatMessage } from '@api/events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SendOptions } from '../socket'
import { createRoomStore, type RoomStore } from '../store'
import { createChatActions, type ChatActions } from './chat-actions'
import { withLatest } from './chat-log'
import { createMessageActions, type MessageActions } from './message-actions'
import { message } from './testing'

type Answer = AckAnswer<ChatMessage>

const me = '1'
let store: RoomStore
let chat: ChatActions
let messages: MessageActions
let stop: () => void
let sent: { event: string; payload: { clientId?: string; text?: string } }[]
/** How the server answers the next messages; afterwards it stores them. */
let answers: (Answer | Promise<Answer>)[]
let sequence: number

const refusal = (error: Partial<AckError>): Answer => ({
  ok: false,
  error: { code: 'internal', reason: 'internal', message: '', ...error },
})

function stored({ clientId, text }: { clientId?: string; text?: string }): Answer {
  const data = message(++sequence, { memberId: me, clientId, text })
  return { ok: true, data }
}

function begin(): void {
  store = createRoomStore()
  store.setState({ meId: me, connection: 'online' })
  const connection = {
    send: async (event: string, payload: object, options?: SendOptions<ChatMessage>) => {
      sent.push({ event, payload })
      const answer = await (answers.shift() ?? stored(payload))
      if (answer.ok) options?.apply?.(answer.data)
      return answer
    },
    sync: vi.fn<() => Promise<void>>(async () => {}),
  }
  const clock = { now: () => Date.now(), monotonicNow: () => Date.now() }
  const context = { code: 'pomo-ABCDEF', connection: connection as never, store }
  chat = createChatActions({ ...context, clock })
  messages = createMessageActions({ ...context, onError: () => {} })
  stop = chat.start()
}

const texts = () => store.getState().chat.messages.map(({ text }) => text)
const drafts = () => store.getState().chat.drafts.map(({ text }) => text)
const sends = () => sent.filter(({ event }) => event === 'chat:send')
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
  sent = []
  answers = []
  sequence = 0
  begin()
})

afterEach(() => {
  stop()
  vi.useRealTimers()
})

describe('what we write (M6)', () => {
  it('shows at once and is settled by the answer', async () => {
    chat.send('Hello')
    expect(drafts()).toEqual(['Hello'])
    await settle()
    expect(drafts()).toEqual([])
    expect(texts()).toEqual(['Hello'])
  })

  it('goes out one by one, in its order', async () => {
    for (const text of ['a', 'b', 'c']) chat.send(text)
    expect(sends()).toHaveLength(1)
    await settle()
    expect(sends().map(({ payload }) => payload.text)).toEqual(['a', 'b', 'c'])
    expect(texts()).toEqual(['a', 'b', 'c'])
  })

  it('waits without a connection, survives a reload, and goes out once', async () => {
    store.setState({ connection: 'offline' })
    chat.send('Later')
    await settle()
    expect(sends()).toEqual([])
    stop()
    begin()
    store.setState({ connection: 'offline' })
    expect(drafts()).toEqual(['Later'])
    store.setState({ connection: 'online' })
    await settle()
    expect(texts()).toEqual(['Later'])
    stop()
    begin()
    await settle()
    expect(sends()).toHaveLength(1)
  })

  it('is sent with the same id when no answer came', async () => {
    answers = [refusal({ code: 'unavailable', reason: 'no_answer' })]
    chat.send('Once')
    await vi.advanceTimersByTimeAsync(2_000)
    const [first, second] = sends()
    expect(second!.payload).toEqual(first!.payload)
    expect(texts()).toEqual(['Once'])
  })

  it('waits as long as the server asks, and says so', async () => {
    answers = [refusal({ code: 'rate_limited', reason: 'too_often', retryAfterMs: 7_000 })]
    chat.send('Quick')
    await settle()
    expect(store.getState().chat.limitedUntil).toBe(Date.now() + 7_000)
    expect(drafts()).toEqual(['Quick'])
    await vi.advanceTimersByTimeAsync(6_900)
    expect(sends()).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(200)
    expect(texts()).toEqual(['Quick'])
    expect(store.getState().chat.limitedUntil).toBeNull()
  })

  it('asks what to do when the server does not want it', async () => {
    answers = [refusal({ code: 'forbidden', reason: 'muted' })]
    chat.send('Hm')
    chat.send('Next')
    await settle()
    const [failed] = store.getState().chat.drafts
    expect(failed?.failure?.reason).toBe('muted')
    expect(texts()).toEqual(['Next'])
    chat.retry(failed!)
    await settle()
    expect(texts()).toEqual(['Next', 'Hm'])
  })

  it('is not sent by itself after a day', async () => {
    store.setState({ connection: 'offline' })
    chat.send('Old')
    stop()
    await vi.advanceTimersByTimeAsync(86_400_000)
    begin()
    await settle()
    expect(sends()).toEqual([])
    expect(store.getState().chat.drafts[0]?.failure?.reason).toBe('too_old')
    chat.discard(store.getState().chat.drafts[0]!.clientId)
    expect(Object.keys(localStorage)).toEqual([])
  })
})

describe('around it (M6)', () => {
  it('tells at most every three seconds that we type', async () => {
    for (const text of ['a', 'ab', 'abc']) chat.compose(text)
    await vi.advanceTimersByTimeAsync(3_000)
    chat.compose('abcd')
    chat.compose('')
    expect(sent.filter(({ event }) => event === 'chat:typing')).toHaveLength(2)
  })

  it('takes a refused reaction back', async () => {
    const log = withLatest(store.getState().chat, { messages: [message(1)], hasEarlier: false }, me)
    store.setState({ chat: log })
    answers = [refusal({ code: 'rate_limited', reason: 'too_often' })]
    const done = messages.react('m1', 'tomato', true)
    expect(store.getState().chat.messages[0]!.reactions).toEqual({ tomato: [me] })
    await done
    expect(store.getState().chat.messages[0]!.reactions).toEqual({})
  })

  it('remembers in the browser how far we read', async () => {
    const latest = { messages: [message(1), message(2)], hasEarlier: false }
    store.setState(({ chat: log }) => ({ chat: withLatest(log, latest, me) }))
    stop()
    begin()
    expect(store.getState().chat.readUpTo).toBe(2)
  })
})
