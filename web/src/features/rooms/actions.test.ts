import type { AckAnswer, AckError, ClientEvent } from '@api/events'
import { beforeEach, describe, expect, it } from 'vitest'
import { createRoomActions } from './actions'
import { applyEdits } from './lib/queue-edits'
import { segment, timer } from './lib/testing'
import type { SendOptions } from './socket'
import { createRoomStore, selectTimer, withQueue, type RoomStore } from './store'

const now = 1_800_000_000_000
const offline: AckError = { code: 'unavailable', reason: 'offline', message: '' }
const stale = (current: unknown): AckError => ({
  code: 'conflict',
  reason: 'stale_version',
  message: '',
  current,
})

type Sent = {
  event: ClientEvent
  payload: unknown
  answer: (answer: AckAnswer<unknown>) => Promise<void>
}

let store: RoomStore
let sent: Sent[]
let errors: AckError[]
let synced: number
let actions: ReturnType<typeof createRoomActions>

beforeEach(() => {
  store = createRoomStore()
  sent = []
  errors = []
  synced = 0
  const connection = {
    // Each command waits for the test to answer it.
    send: ((event: ClientEvent, payload: unknown, options?: SendOptions<unknown>) => {
      let resolve: (value: AckAnswer<unknown>) => void = () => {}
      const promise = new Promise<AckAnswer<unknown>>((settle) => {
        resolve = settle
      })
      const answer = async (value: AckAnswer<unknown>) => {
        if (value.ok) options?.apply?.(value.data)
        resolve(value)
        await new Promise((done) => setTimeout(done, 0))
      }
      sent.push({ event, payload, answer })
      return promise
    }) as never,
    sync: async () => {
      synced += 1
    },
  }
  actions = createRoomActions({
    connection,
    store,
    clock: { now: () => now },
    onError: (error) => errors.push(error),
  })
  store.setState({
    timer: timer({ status: 'running', version: 4, endsAt: now + 600_000 }),
    queue: { version: 2, segments: [segment('a'), segment('b'), segment('c')] },
  })
})

const shown = () => selectTimer(store.getState())
const queueShown = () =>
  applyEdits(store.getState().queue?.segments ?? [], store.getState().edits)
    .map((item) => item.label)
    .join('')

describe('pause', () => {
  it('shows at once and stays once the server agrees', async () => {
    const done = actions.pause()
    expect(shown()).toMatchObject({ status: 'paused', remainingMs: 600_000 })
    const answer = timer({ status: 'paused', version: 5, remainingMs: 599_900 })
    await sent[0]!.answer({ ok: true, data: answer })
    expect(await done).toBe(true)
    expect(shown()).toBe(answer)
  })

  it('runs on when the server refuses, and says why', async () => {
    const done = actions.pause()
    await sent[0]!.answer({
      ok: false,
      error: { ...offline, code: 'forbidden', reason: 'not_host' },
    })
    expect(await done).toBe(false)
    expect(shown()?.status).toBe('running')
    expect(errors.map((error) => error.reason)).toEqual(['not_host'])
    expect(synced).toBe(0)
  })

  it('asks for the state when no answer came', async () => {
    void actions.pause()
    await sent[0]!.answer({ ok: false, error: { ...offline, reason: 'no_answer' } })
    expect(synced).toBe(1)
  })

  it('does not flicker when resumed before the first answer', async () => {
    void actions.pause()
    void actions.play()
    await sent[0]!.answer({ ok: true, data: timer({ status: 'paused', version: 5 }) })
    expect(shown()?.status).toBe('running')
  })
})

describe('skip and adjust', () => {
  it('carry the version that was seen, so a repeated one does nothing', () => {
    void actions.skip()
    void actions.adjust(-60)
    expect(sent.map(({ payload }) => payload)).toEqual([
      { version: 4 },
      { deltaSec: -60, version: 4 },
    ])
  })

  it('count each of several quick adjustments, each against what the one before made', async () => {
    const done = [actions.adjust(-300), actions.adjust(-300), actions.skip()]
    await sent[0]!.answer({ ok: true, data: timer({ version: 5 }) })
    await sent[1]!.answer({ ok: true, data: timer({ version: 6 }) })
    await sent[2]!.answer({ ok: true, data: timer({ version: 7 }) })
    expect(await Promise.all(done)).toEqual([true, true, true])
    expect(sent.map(({ event, payload }) => [event, payload])).toEqual([
      ['timer:adjust', { deltaSec: -300, version: 4 }],
      ['timer:adjust', { deltaSec: -300, version: 5 }],
      ['timer:skip', { version: 6 }],
    ])
  })

  it('drop what was clicked meanwhile when an adjustment is refused, and begin anew after that', async () => {
    const done = [actions.adjust(-300), actions.adjust(-300)]
    await sent[0]!.answer({ ok: false, error: stale(timer({ version: 9, segmentId: 'b' })) })
    expect(await Promise.all(done)).toEqual([false, false])
    expect(errors).toHaveLength(1)
    void actions.adjust(60)
    expect(sent.map(({ payload }) => payload)).toEqual([
      { deltaSec: -300, version: 4 },
      { deltaSec: 60, version: 9 },
    ])
  })

  it('take the current timer from a stale answer', async () => {
    void actions.skip()
    const current = timer({ version: 9, segmentId: 'b' })
    await sent[0]!.answer({ ok: false, error: stale(current) })
    expect(store.getState().timer).toBe(current)
  })
})

describe('queue edits', () => {
  it('show at once and go back when refused', async () => {
    void actions.moveSegment('c', 0)
    expect(queueShown()).toBe('cab')
    await sent[0]!.answer({ ok: false, error: offline })
    expect(queueShown()).toBe('abc')
    expect(errors).toHaveLength(1)
  })

  it('take the current queue from a conflict', async () => {
    void actions.removeSegment('a')
    await sent[0]!.answer({ ok: false, error: stale({ version: 8, segments: [segment('z')] }) })
    expect(queueShown()).toBe('z')
  })

  it('never show an addition twice, whichever of event and answer comes first', async () => {
    const added = { kind: 'focus', label: 'n', durationSec: 1500, countsAsFocus: true } as const
    void actions.addSegment(added)
    expect(queueShown()).toBe('abcn')
    const segments = [segment('a'), segment('b'), segment('c'), segment('7', added)]
    store.setState((state) => withQueue(state, { version: 3, segments }))
    expect(queueShown()).toBe('abcn')
    await sent[0]!.answer({ ok: true, data: { version: 3, segments } })
    expect(queueShown()).toBe('abcn')
  })

  it('adds quickly one after another at the end, each behind the one before', () => {
    const added = { kind: 'focus', durationSec: 1500, countsAsFocus: true } as const
    void actions.addSegment({ ...added, label: 'n' })
    void actions.addSegment({ ...added, label: 'm' })
    expect(queueShown()).toBe('abcnm')
    for (const { payload } of sent) expect(payload).not.toHaveProperty('index')
  })

  it('puts back what was taken away where it was', () => {
    void actions.addSegment(
      { kind: 'focus', label: 'n', durationSec: 1500, countsAsFocus: true },
      1,
    )
    expect(queueShown()).toBe('anbc')
    expect(sent[0]!.payload).toMatchObject({ index: 1 })
  })

  it('replace sends the version that was seen', () => {
    void actions.replaceQueue([{ kind: 'focus', durationSec: 1500 }])
    expect(sent[0]!.payload).toMatchObject({ version: 2 })
  })
})
