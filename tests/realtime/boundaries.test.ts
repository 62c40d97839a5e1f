import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { SegmentInput } from '../../api/events.ts'
import { patience } from '../lib/server.ts'
import { World } from '../lib/world.ts'

// R4 and R6: what happens when a segment ends. A minute is the shortest segment and a second the shortest rest of it,
// so each segment here is brought to its last second.
const world = await World.start()

const minutes = (...kinds: SegmentInput['kind'][]): SegmentInput[] =>
  kinds.map((kind) => ({ kind, durationSec: 60 }))

/** Starts the room's current segment and leaves a second of it. */
async function almostOver(live: Awaited<ReturnType<World['room']>>['live']) {
  await live.send('timer:play', {})
  const before = Date.now()
  const timer = await live.send('timer:adjust', { deltaSec: -1800 })
  const endsAt = timer.endsAt as number
  assert.ok(endsAt - timer.serverNow <= 1000, `${endsAt - timer.serverNow} ms`)
  // A second from when it was changed, however long the answer took.
  const changedAt = endsAt - 1000
  assert.ok(changedAt > before - 100, `${before - changedAt} ms before it was asked`)
  assert.ok(changedAt < Date.now() + 100, `${changedAt - Date.now()} ms after the answer`)
  return timer
}

interface Page {
  items: { label: string; startedAt: number; endedAt: number | null; endReason: string | null }[]
}

describe('at its end a segment', () => {
  test('gives way to the next, once, on time, for all (R4)', async () => {
    const { live, code, host } = await world.room({ segments: minutes('focus', 'break', 'focus') })
    const guest = (await (await world.guest()).enter(code)).live
    const { endsAt, version } = await almostOver(live)
    const next = await guest.next('room:state', (timer) => timer.index === 1)
    assert.ok(next.serverNow - (endsAt as number) < 1000 * patience, 'within a second')
    assert.deepEqual([next.status, next.startedAt], ['running', endsAt])
    assert.equal(next.endsAt, (endsAt as number) + 60_000, 'the plan does not stretch')
    assert.equal(next.version, version + 1)
    await live.next('room:state', (timer) => timer.version === next.version)
    assert.equal(
      live.seen('room:state').filter((timer) => timer.index === 1).length,
      1,
      'told once',
    )
    const { items } = await host.rest.get<Page>(`/api/rooms/${code}/history`)
    assert.deepEqual(
      items.map((run) => [run.startedAt, run.endedAt, run.endReason]),
      [
        [endsAt, null, null],
        [items[1]?.startedAt, endsAt, 'completed'],
      ],
    )
  })

  test('ends the queue when it was the last', async () => {
    const { live } = await world.room({ segments: minutes('focus') })
    await almostOver(live)
    const ended = await live.next('room:state', (timer) => timer.status === 'ended')
    assert.deepEqual([ended.index, ended.segmentId, ended.remainingMs], [0, null, 0])
  })

  test('happens with nobody there (R4)', async () => {
    const { live, host, code } = await world.room({ segments: minutes('focus') })
    await almostOver(live)
    live.close()
    const { snapshot, live: again } = await host.enter(code)
    if (snapshot.timer.status !== 'ended') {
      await again.next('room:state', (timer) => timer.status === 'ended')
    }
  })

  test('stays in place when it was paused in time', async () => {
    const { live } = await world.room({ segments: minutes('focus', 'break') })
    const { endsAt } = await almostOver(live)
    const paused = await live.send('timer:pause', {})
    const clock = async () => (await live.send('clock:ping', {})).serverNow
    while ((await clock()) < (endsAt as number) + 300) await pause(50) // fewer events than are allowed
    const { timer } = await live.send('room:sync', {})
    assert.deepEqual([timer.status, timer.version], ['paused', paused.version])
  })
})

describe('auto-start (R6)', () => {
  const cases: [
    first: SegmentInput['kind'],
    next: SegmentInput['kind'],
    setting: 'focus' | 'breaks',
  ][] = [
    ['focus', 'break', 'breaks'],
    ['focus', 'long_break', 'breaks'],
    ['break', 'focus', 'focus'],
    ['break', 'custom', 'focus'],
  ]
  for (const [first, next, setting] of cases) {
    for (const isOn of [true, false]) {
      test(`${isOn ? 'on' : 'off'} for ${setting}: after ${first}, ${next} ${isOn ? 'runs' : 'waits'}`, async () => {
        const { live } = await world.room({ segments: minutes(first, next) })
        const other = setting === 'focus' ? 'breaks' : 'focus'
        const room = await live.send('room:update', {
          autoStart: { [setting]: isOn, [other]: !isOn },
        })
        assert.equal(room.autoStart[setting], isOn)
        await almostOver(live)
        const timer = await live.next('room:state', (state) => state.index === 1)
        assert.equal(timer.status, isOn ? 'running' : 'idle')
        if (!isOn) assert.equal(timer.remainingMs, 60_000)
      })
    }
  }
})
