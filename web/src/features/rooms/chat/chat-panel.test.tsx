import type { ChatMessage, Member, Room } from '@api/events'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { activateLanguage } from '@/lib/i18n/language'
import { RoomContext } from '../hooks/use-room'
import { ServerClock } from '../lib/clock'
import { hidePerson, hiddenPeople } from '../lib/hidden-people'
import { segment, timer } from '../lib/testing'
import { createRoomStore, type RoomStore } from '../store'
import { createTicker } from '../ticker'
import { createChatActions } from './chat-actions'
import { withLatest, withMessage, withTyping } from './chat-log'
import ChatPanel from './components/chat-panel'
import { message } from './testing'

const member = (id: string, displayName: string): Member => ({
  id,
  displayName,
  role: 'guest',
  isHere: true,
  joinedAt: Number(id),
  status: 'here',
  muted: false,
})

const ana = member('1', 'Ana')
const tom = member('2', 'Tom')
let store: RoomStore
const send = vi.fn<(event: string, payload: unknown) => Promise<unknown>>()

interface Scene {
  messages?: ChatMessage[]
  me?: Partial<Member>
  room?: Partial<Room>
}

/** The panel as Ana sees it, without a server: what is sent is noted and never answered. */
function show({ messages = [], me = {}, room = {} }: Scene = {}) {
  store = createRoomStore()
  store.setState(({ chat }) => ({
    connection: 'online',
    room: { code: 'pomo-ABCDEF', quietChat: false, hostId: '2', ...room } as Room,
    timer: timer({ status: 'running', endsAt: Date.now() + 600_000 }),
    queue: { version: 1, segments: [segment('a')] },
    members: [{ ...ana, ...me }, tom],
    meId: '1',
    chat: withLatest(chat, { messages, hasEarlier: false }, '1'),
  }))
  const clock = new ServerClock()
  const connection = { send, sync: async () => {} } as never
  const chat = createChatActions({ code: 'c', connection, store, clock })
  chat.start()
  const session = {
    code: 'c',
    store,
    clock,
    connection,
    actions: {} as never,
    chat,
    ticker: createTicker(store, clock, { onSecond: () => {}, onStuck: () => {} }),
  }
  render(
    <I18nProvider i18n={i18n}>
      <RoomContext value={session}>
        <ChatPanel onClose={() => {}} />
      </RoomContext>
    </I18nProvider>,
  )
  return userEvent.setup()
}

const arrives = (one: ChatMessage) =>
  act(() => store.setState(({ chat }) => ({ chat: withMessage(chat, one, '1') })))
const log = () => within(screen.getByRole('log'))
const field = () => screen.getByRole('textbox', { name: 'Write a message' })
/** The texts that went out. */
const written = () =>
  send.mock.calls
    .filter(([event]) => event === 'chat:send')
    .map(([, payload]) => (payload as { text: string }).text)

beforeEach(async () => {
  await activateLanguage('en')
  for (const id of hiddenPeople.get()) hidePerson(id, false)
  send.mockReset().mockReturnValue(new Promise(() => {}))
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
})

describe('the panel of the chat (M6)', () => {
  it('tells own messages by member, not by name or socket', () => {
    show({ messages: [message(1, { displayName: 'Ana' }), message(2, { memberId: '1' })] })
    const [theirs, mine] = log().getAllByRole('article')
    expect(theirs).toHaveAccessibleName(/^Ana, /)
    expect(mine).toHaveAccessibleName(/^You, /)
  })

  it('never takes a message for HTML, and opens links safely', () => {
    const text = '<img src=x onerror=alert(1)> javascript:alert(1) https://example.org/a.'
    show({ messages: [message(1, { text })] })
    const [article] = log().getAllByRole('article')
    expect(article).toHaveTextContent('<img src=x onerror=alert(1)>')
    expect(article!.querySelector('img')).toBeNull()
    const [link, ...others] = log().getAllByRole('link')
    expect(others).toEqual([])
    expect(link).toHaveAttribute('href', 'https://example.org/a')
    expect(link).toHaveAttribute('rel', 'noopener nofollow ugc')
    expect(link).toHaveAttribute('target', '_blank')
  })

  it('sends with Enter, begins a line with Shift, and shows what is on its way', async () => {
    const user = show()
    expect(screen.getByText(/Say something kind/)).toBeInTheDocument()
    await user.type(field(), 'One{Shift>}{Enter}{/Shift}two{Enter}')
    expect(written()).toEqual(['One\ntwo'])
    expect(field()).toHaveValue('')
    const [draft] = log().getAllByRole('article')
    expect(draft).toHaveTextContent('One two')
    expect(draft).toHaveTextContent('Sending…')
  })

  it('sends nothing that is empty or longer than 500 characters, and counts near the end', async () => {
    const user = show()
    await user.type(field(), '   {Enter}')
    await user.clear(field())
    await user.click(field())
    await user.paste('x'.repeat(501))
    await user.keyboard('{Enter}')
    expect(screen.getByText('-1 left')).toBeInTheDocument()
    expect(written()).toEqual([])
    await user.keyboard('{Backspace}{Enter}')
    expect(written()).toEqual(['x'.repeat(500)])
  })

  it('offers names after an @ and takes one by keyboard', async () => {
    const user = show()
    await user.type(field(), 'hi @t')
    expect(screen.getByRole('option', { name: 'Tom' })).toHaveAttribute('aria-selected', 'true')
    await user.keyboard('{Enter}')
    expect(field()).toHaveValue('hi @Tom ')
    expect(screen.queryByRole('listbox')).toBeNull()
  })

  it('says to screen readers what is new, not what was there', () => {
    show({ messages: [message(1)] })
    const spoken = () => screen.getAllByRole('status').map((one) => one.textContent)
    expect(spoken().join('')).not.toContain('Message 1')
    arrives(message(2))
    expect(spoken()).toContain('Tom: Message 2')
    expect(screen.getByRole('log')).toHaveAttribute('aria-live', 'off')
  })

  it('keeps the place of a deleted message without its words', () => {
    show({ messages: [message(1)] })
    arrives(message(1, { deleted: true, text: '' }))
    expect(log().getByText('Message deleted')).toBeInTheDocument()
    expect(log().queryByText('Message 1')).toBeNull()
  })

  it('names who reacted, and takes our own reaction back', async () => {
    const user = show({ messages: [message(1, { reactions: { tomato: ['2', '1'] } })] })
    const chip = screen.getByRole('button', { name: 'Tomato: Tom and You (2)' })
    expect(chip).toHaveAttribute('aria-pressed', 'true')
    await user.click(chip)
    expect(screen.getByRole('button', { name: 'Tomato: Tom (1)' })).toHaveTextContent('1')
    const payload = { messageId: 'm1', reaction: 'tomato', on: false }
    expect(send).toHaveBeenCalledWith('chat:react', payload, expect.anything())
  })

  it('explains to somebody muted why they cannot write', () => {
    show({ me: { muted: true }, messages: [message(1, { reactions: { heart: ['2'] } })] })
    expect(screen.getByText(/The host has muted you/)).toBeInTheDocument()
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.getByRole('button', { name: 'Heart: Tom (1)' })).toBeDisabled()
  })

  it('folds while the room focuses quietly, unless one looks anyway, and opens at the break', async () => {
    const user = show({ room: { quietChat: true }, messages: [message(1)] })
    expect(screen.queryByRole('log')).toBeNull()
    arrives(message(2))
    expect(screen.getByText('One message waits for the break.')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Show anyway' }))
    expect(log().getByText('Message 2')).toBeInTheDocument()
    expect(screen.getByText('Quiet until the break')).toBeInTheDocument()
    act(() => store.setState({ timer: timer({ status: 'paused' }) }))
    expect(screen.queryByText('Quiet until the break')).toBeNull()
    expect(screen.getByRole('log')).toBeInTheDocument()
  })
  it('hides a person for the reader alone: words folded, no reactions, no typing, nothing spoken (B2)', async () => {
    const ours = message(1, { memberId: '1', reactions: { tomato: ['2'] } })
    const user = show({ messages: [ours, message(2)] })
    act(() => hidePerson('2', true))
    expect(log().queryByText('Message 2')).toBeNull()
    expect(screen.queryByRole('button', { name: /Tomato/ })).toBeNull()
    arrives(message(3, { text: '@Ana!' }))
    const fold = log().getByRole('button', { name: '2 messages from hidden people Show' })
    expect(screen.getAllByRole('status').map((one) => one.textContent)).not.toContain('Tom: @Ana!')
    act(() => store.setState(({ chat }) => ({ chat: withTyping(chat, '2', true) })))
    expect(screen.queryByText('Tom is typing…')).toBeNull()

    await user.click(fold)
    expect(log().getByText('Message 2')).toBeInTheDocument()
    expect(fold).toHaveAttribute('aria-expanded', 'true')
    await user.click(fold)
    expect(log().queryByText('Message 2')).toBeNull()
    act(() => hidePerson('2', false))
    expect(log().getByText('Message 2')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Tomato: Tom (1)' })).toBeInTheDocument()
    expect(screen.getByText('Tom is typing…')).toBeInTheDocument()
  })
})
