import type { AckAnswer, Proposal, Segment, Task } from '@api/events'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { RoomContext } from '@/features/rooms/hooks/use-room'
import { segment, timer } from '@/features/rooms/lib/testing'
import type { SendOptions } from '@/features/rooms/socket'
import { createRoomStore, type RoomStore } from '@/features/rooms/store'
import { activateLanguage } from '@/lib/i18n/language'
import { useToasts } from '@/lib/toast'
import { CurrentTasks, MyProposals, ProposalInbox, SegmentTasks } from './parts'

const queue: Segment[] = [segment('1', { label: 'Essay' })]
const task = (changes: Partial<Task> = {}): Task => ({
  segmentId: '1',
  visibility: 'private',
  text: 'Read',
  done: false,
  updatedAt: 1,
  ...changes,
})
const proposal = (changes: Partial<Proposal> = {}) =>
  ({
    id: '5',
    type: 'edit_segment',
    payload: { id: '1', label: 'Thesis' },
    status: 'pending',
    memberId: '2',
    displayName: 'Bea',
    createdAt: 0,
    decidedAt: null,
    ...changes,
  }) as Proposal

type Send = (
  event: string,
  payload: unknown,
  options: SendOptions<unknown>,
) => Promise<AckAnswer<unknown>>

let store: RoomStore
let answer: (answer: AckAnswer<unknown>) => Promise<void>
const send = vi.fn<Send>()

function show(part: ReactNode, as: 'host' | 'guest' = 'host') {
  store = createRoomStore()
  store.setState({
    room: { hostId: as === 'host' ? '1' : '2' } as never,
    meId: '1',
    timer: timer({ segmentId: '1' }),
    queue: { version: 1, segments: queue },
    openTasks: '1',
  })
  const session = { store, connection: { send, sync: async () => {} } }
  render(
    <I18nProvider i18n={i18n}>
      <RoomContext value={session as never}>{part}</RoomContext>
    </I18nProvider>,
  )
  return userEvent.setup()
}

const refused: AckAnswer<unknown> = {
  ok: false,
  error: { code: 'unavailable', reason: 'offline', message: '' },
}
const field = () => screen.getByRole('textbox', { name: 'Your task' })
const sent = () => send.mock.calls.map(([event, payload]) => [event, payload])

beforeEach(async () => {
  await activateLanguage('en')
  useToasts.setState({ toasts: [] })
  send.mockReset().mockImplementation(
    (_event, _payload, { apply }) =>
      new Promise((resolve) => {
        answer = (value) =>
          act(async () => {
            if (value.ok) apply?.(value.data)
            resolve(value)
          })
      }),
  )
})

describe('a task of mine', () => {
  it('shows at once, says that it is saved, and is ticked off', async () => {
    const user = show(<SegmentTasks segment={queue[0]!} />)
    await user.type(field(), ' Read{Enter}')
    expect(screen.getByRole('checkbox', { name: 'Read' })).toBeInTheDocument()
    expect(screen.getByText('Saving…')).toBeInTheDocument()
    await answer({ ok: true, data: task() })
    expect(screen.getByText('Saved')).toBeInTheDocument()
    await user.click(screen.getByRole('checkbox', { name: 'Read' }))
    expect(screen.getByRole('checkbox', { name: 'Read' })).toBeChecked()
    expect(sent()).toEqual([
      ['task:set', { segmentId: '1', visibility: 'private', text: 'Read' }],
      ['task:done', { segmentId: '1', visibility: 'private', done: true }],
    ])
  })

  it('that cannot be saved stays typed, and can be tried again', async () => {
    const user = show(<SegmentTasks segment={queue[0]!} />)
    await user.type(field(), 'Read{Enter}')
    await answer(refused)
    expect(screen.getByText('Failed to save.')).toBeInTheDocument()
    expect(field()).toHaveValue('Read')
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await answer({ ok: true, data: task() })
    expect(screen.getByText('Saved')).toBeInTheDocument()
    expect(store.getState().tasks).toEqual([task()])
  })

  it('keeps a draft whatever arrives, and forgets it by Escape', async () => {
    const user = show(<SegmentTasks segment={queue[0]!} />)
    act(() => store.setState({ tasks: [task()] }))
    await user.click(screen.getByRole('button', { name: 'Edit “Read”' }))
    await user.type(field(), ' on')
    act(() => store.setState({ tasks: [task({ text: 'Else', updatedAt: 2 })] }))
    expect(field()).toHaveValue('Read on')
    await user.keyboard('{Escape}')
    expect(screen.getByRole('checkbox', { name: 'Else' })).toBeInTheDocument()
    expect(send).not.toHaveBeenCalled()
  })
})

describe('proposals', () => {
  it('wait for the host with what they change, and a failed decision says why', async () => {
    const user = show(<ProposalInbox />)
    act(() => store.setState({ proposals: [proposal()] }))
    expect(screen.getByText('Essay').tagName).toBe('DEL')
    expect(screen.getByText('Thesis').tagName).toBe('INS')
    await user.click(screen.getByRole('button', { name: 'Accept: Change Essay' }))
    expect(sent()).toEqual([['proposal:decide', { id: '5', decision: 'accept' }]])
    await answer({
      ok: false,
      error: { code: 'conflict', reason: 'proposal_outdated', message: '' },
    })
    expect(useToasts.getState().toasts[0]?.text).toMatch(/has gone/)
    expect(screen.getByRole('button', { name: 'Decline: Change Essay' })).toBeInTheDocument()
  })

  it('about a segment that has gone can only be declined; then nothing waits', async () => {
    const user = show(<ProposalInbox />)
    act(() => store.setState({ proposals: [proposal({ payload: { id: '9' } } as never)] }))
    expect(screen.queryByRole('button', { name: /^Accept/ })).toBeNull()
    await user.click(screen.getByRole('button', { name: /^Decline/ }))
    await answer({ ok: true, data: proposal({ status: 'rejected' }) })
    expect(screen.getByText(/Nothing waits for you/)).toBeInTheDocument()
    expect(screen.getByRole('heading', { name: 'Proposals' })).toHaveFocus()
  })

  it('are announced to the host, and their outcome to whoever made them', () => {
    show(<CurrentTasks onOpen={() => {}} />)
    act(() => store.setState({ proposals: [proposal()] }))
    expect(useToasts.getState().toasts.map(({ text }) => text)).toEqual(['Bea proposes something.'])
    act(() => store.setState({ room: { hostId: '2' } as never, meId: '2' }))
    act(() => store.setState({ room: { hostId: '1' } as never }))
    act(() => store.setState({ proposals: [proposal({ status: 'accepted' })] }))
    expect(useToasts.getState().toasts.at(-1)?.text).toBe('Your proposal was accepted.')
  })

  it('of a guest ask for a segment and stay in sight', async () => {
    const user = show(<MyProposals />, 'guest')
    await user.click(screen.getByRole('button', { name: 'Propose a segment' }))
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Tea')
    await user.click(screen.getByRole('button', { name: 'Propose' }))
    const segmentWanted = { kind: 'focus', durationSec: 1500, label: 'Tea' }
    expect(sent()).toEqual([
      ['proposal:submit', { type: 'add_segment', payload: { segment: segmentWanted } }],
    ])
    await answer({
      ok: true,
      data: proposal({
        type: 'add_segment',
        memberId: '1',
        payload: { segment: segmentWanted },
      } as never),
    })
    expect(screen.getByText('Add Tea, 25 min')).toBeInTheDocument()
    expect(screen.getByText('Waiting')).toBeInTheDocument()
  })
})
