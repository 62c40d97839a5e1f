import type { AckAnswer, Snapshot, Timer } from '@api/events'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { activateLanguage } from '@/lib/i18n/language'
import { createRoomActions } from '../actions'
import { RoomContext } from '../hooks/use-room'
import { ServerClock } from '../lib/clock'
import { segment, timer } from '../lib/testing'
import { createRoomStore, withQueue, withSnapshot, type RoomStore } from '../store'
import { createTicker } from '../ticker'
import { RoomScene } from './room-scene'

vi.mock('@tanstack/react-router', () => ({ useNavigate: () => () => {} }))

const member = (id: string, displayName: string) => ({
  id,
  displayName,
  role: 'guest' as const,
  isHere: true,
  joinedAt: Number(id),
  status: 'here' as const,
  muted: false,
})

const queue = [
  segment('a', { label: 'Read chapter 4' }),
  segment('b', { kind: 'break', label: 'Short break', durationSec: 300, countsAsFocus: false }),
]

function snapshot(changes: Partial<Timer> = {}): Snapshot {
  return {
    room: {
      id: '1',
      code: 'pomo-ABCDEF',
      name: 'Thesis',
      theme: 'tomato',
      visibility: 'link',
      capacity: 20,
      locked: false,
      autoStart: { focus: true, breaks: true },
      quietChat: false,
      boardLocked: false,
      hostId: '1',
      createdAt: 0,
      expiresAt: 1,
    },
    timer: timer(changes),
    queue: { version: 1, segments: queue },
    members: [member('1', 'Ines'), member('2', 'Tom')],
    me: member('1', 'Ines'),
    tasks: [],
    proposals: [],
    serverNow: 0,
    chat: { messages: [], hasEarlier: false },
    board: { boardId: '1', sequence: 0 },
  }
}

let store: RoomStore
const send = vi.fn<(event: string, payload: unknown) => Promise<AckAnswer<never>>>()

/** The room without a server: what is sent is noted, and never answered. */
function show({ as = '1', ...changes }: Partial<Timer> & { as?: string } = {}) {
  store = createRoomStore()
  store.setState({ ...withSnapshot(snapshot(changes)), meId: as })
  const clock = new ServerClock()
  const connection = { send, sync: async () => {} }
  const session = {
    code: 'pomo-ABCDEF',
    store,
    clock,
    connection: connection as never,
    chat: { start: () => () => {} } as never,
    actions: createRoomActions({
      connection: connection as never,
      store,
      clock,
      onError: () => {},
    }),
    ticker: createTicker(store, clock, { onSecond: () => {}, onStuck: () => {} }),
  }
  render(
    <I18nProvider i18n={i18n}>
      <RoomContext value={session}>
        <RoomScene />
      </RoomContext>
    </I18nProvider>,
  )
  return userEvent.setup()
}

const sent = () => send.mock.calls.map(([event]) => event)
const button = (name: string | RegExp) => screen.queryByRole('button', { name })

beforeEach(async () => {
  await activateLanguage('en')
  send.mockReset().mockReturnValue(new Promise(() => {}))
  // Wide enough for the panel beside the ring.
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), { matches: media !== '(pointer: coarse)', media }) as never
  // jsdom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function close() {
    this.open = false
  }
})

describe('RoomScene', () => {
  it('gives the controls to the host, and starting shows at once', async () => {
    const user = show()
    await user.click(screen.getByRole('button', { name: 'Start' }))
    expect(button('Pause')).toBeInTheDocument()
    expect(sent()).toEqual(['timer:play'])
  })

  it('shows a guest the same room without controls, and who has them', () => {
    show({ as: '2', status: 'running', endsAt: Date.now() + 600_000 })
    expect(button('Pause')).toBeNull()
    expect(button('Settings')).toBeNull()
    expect(screen.getByText('Ines controls the timer.')).toBeInTheDocument()
    expect(screen.getByRole('timer')).toHaveTextContent('10:00')
  })

  it('shows the full length of what nobody started and what is left of a pause (R3)', () => {
    show({ status: 'paused', remainingMs: 900_000 })
    expect(screen.getByRole('timer')).toHaveTextContent('15:00')
    expect(button('Resume')).toBeInTheDocument()
  })

  it('offers to start over once all is done', async () => {
    const user = show({ status: 'ended', index: 1, segmentId: null, remainingMs: 0 })
    await user.click(screen.getByRole('button', { name: 'Start over' }))
    expect(sent()).toEqual(['timer:restart'])
  })

  it('follows one key each, for the host', async () => {
    const running = { status: 'running', endsAt: Date.now() + 600_000 } as const
    const user = show(running)
    send.mockResolvedValue({ ok: true, data: timer(running) } as never)
    await user.keyboard('s+-')
    expect(send.mock.calls).toEqual([
      ['timer:skip', { version: 1 }],
      ['timer:adjust', { deltaSec: 60, version: 1 }],
      ['timer:adjust', { deltaSec: -60, version: 1 }],
    ])
  })

  it('ignores the keys of a guest, but for the queue', async () => {
    const user = show({ as: '2' })
    await user.keyboard(' s+q')
    expect(send).not.toHaveBeenCalled()
    expect(screen.queryByRole('complementary', { name: 'Queue' })).toBeNull()
  })

  it('keeps a draft whatever arrives, and takes no shortcut while somebody types', async () => {
    const user = show()
    await user.click(await screen.findByRole('button', { name: /^Read chapter 4/ }))
    const form = await screen.findByRole('form', { name: 'Edit Read chapter 4' })
    const name = within(form).getByRole('textbox', { name: 'Name' })
    await user.clear(name)
    await user.type(name, 'Essays q s')
    act(() =>
      store.setState((state) =>
        withQueue(state, { version: 2, segments: [segment('a', { label: 'Else' }), queue[1]!] }),
      ),
    )
    expect(name).toHaveValue('Essays q s')
    await user.click(within(form).getByRole('button', { name: 'Save' }))
    expect(send.mock.calls).toEqual([['queue:update', { id: 'a', label: 'Essays q s' }]])
    expect(screen.getByRole('button', { name: /^Essays q s/ })).toHaveFocus()
  })

  it('takes a removal back to where it was', async () => {
    const user = show()
    await user.click(await screen.findByRole('button', { name: 'Remove Read chapter 4' }))
    expect(screen.getByRole('button', { name: 'Undo' })).toHaveFocus()
    await user.keyboard('{Enter}')
    expect(send.mock.calls.at(-1)).toEqual([
      'queue:add',
      expect.objectContaining({
        index: 0,
        segment: expect.objectContaining({ label: 'Read chapter 4' }),
      }),
    ])
  })
})
