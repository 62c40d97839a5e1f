import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { SegmentInput } from '../../api/events.ts'
import { atAnotherTime, temporaryDirectory } from '../lib/server.ts'
import { select } from '../lib/store.ts'
import { until } from '../lib/until.ts'
import { World } from '../lib/world.ts'

// What survives a server that is killed in the middle of things, and what has happened by the time it is back.

interface Run {
  startedAt: number
  endedAt: number | null
  endReason: string | null
  intervals: { startedAt: number; endedAt: number | null }[]
}

/** A world whose server died by SIGKILL with one segment of a minute running; `plan` is the queue. */
async function killedWhileRunning(plan: SegmentInput['kind'][]) {
  const data = temporaryDirectory()
  const world = await World.start({ dataDir: data.path, onSqlite: true })
  const segments = plan.map((kind): SegmentInput => ({ kind, durationSec: 60 }))
  const { host, live, code, me } = await world.room({ segments })
  const timer = await live.send('timer:play', {})
  await world.server.kill()
  const start = timer.startedAt as number
  return {
    world,
    host,
    code,
    me,
    start,
    timer,
    history: async () =>
      (await host.rest.get<{ items: Run[] }>(`/api/rooms/${code}/history`)).items,
    async close() {
      await world.close()
      data.remove()
    },
  }
}

describe('a server killed in a running segment', () => {
  test('comes back with the same end, the same people and the same host', async () => {
    const { world, host, code, me, timer, close } = await killedWhileRunning(['focus', 'break'])
    await world.restart()
    const { snapshot, live } = await host.enter(code)
    assert.deepEqual(
      [snapshot.timer.status, snapshot.timer.startedAt, snapshot.timer.endsAt],
      ['running', timer.startedAt, timer.endsAt],
    )
    assert.deepEqual([snapshot.me.id, snapshot.me.role], [me.id, 'host'])
    await live.send('timer:pause', {})
    await close()
  })

  test('keeps everything it acknowledged', async () => {
    const data = temporaryDirectory()
    const world = await World.start({ dataDir: data.path })
    const { host, live, code } = await world.room({ template: 'sprint', name: 'Lab' })
    const acked: string[] = []
    for (let i = 0; i < 20; ++i) {
      const segment = { kind: 'custom', label: `Step ${i}`, durationSec: 60 } as const
      acked.push((await live.send('queue:add', { segment })).segments.at(-1)?.label ?? '')
    }
    await live.send('room:update', { theme: 'forest', capacity: 7 })
    await world.server.kill()
    await world.restart()
    const { snapshot } = await host.enter(code)
    const labels = snapshot.queue.segments.slice(8).map((segment) => segment.label)
    assert.deepEqual(labels, acked)
    const { theme, capacity, name } = snapshot.room
    assert.deepEqual([theme, capacity, name], ['forest', 7, 'Lab'])
    await world.close()
    data.remove()
  })
})

describe('boundaries missed while it was down (R4)', atAnotherTime, () => {
  test('are applied at their scheduled times: the plan does not stretch', async () => {
    const killed = await killedWhileRunning(['focus', 'break', 'focus', 'break'])
    const { world, host, code, start, history, close } = killed
    await world.restart({ aheadSec: 150 })
    const { timer } = (await host.enter(code)).snapshot
    assert.deepEqual([timer.status, timer.index], ['running', 2])
    assert.deepEqual([timer.startedAt, timer.endsAt], [start + 120_000, start + 180_000])
    assert.deepEqual(
      (await history()).map((run) => [
        run.startedAt - start,
        run.endedAt && run.endedAt - start,
        run.endReason,
      ]),
      [
        [120_000, null, null],
        [60_000, 120_000, 'completed'],
        [0, 60_000, 'completed'],
      ],
    )
    await close()
  })

  test('end the queue when time has passed it by', async () => {
    const { world, host, code, start, history, close } = await killedWhileRunning([
      'focus',
      'break',
    ])
    await world.restart({ aheadSec: 3600 })
    const { timer } = (await host.enter(code)).snapshot
    assert.deepEqual([timer.status, timer.index, timer.segmentId], ['ended', 1, null])
    assert.deepEqual(
      (await history()).map((run) => (run.endedAt as number) - start),
      [120_000, 60_000],
    )
    await close()
  })

  test('are applied with nobody asking', async () => {
    const { world, code, close } = await killedWhileRunning(['focus'])
    await world.restart({ aheadSec: 600 })
    const { timer } = await world.stranger.get<{ timer: { status: string } }>(`/api/rooms/${code}`)
    assert.equal(timer.status, 'ended')
    await close()
  })
})

describe('a pause of more than two hours (R7)', atAnotherTime, () => {
  test('closes the run as abandoned and leaves the segment idle', async () => {
    const data = temporaryDirectory()
    const world = await World.start({ dataDir: data.path, onSqlite: true })
    const { host, live, code } = await world.room({
      segments: [{ kind: 'focus', durationSec: 60 }],
    })
    await live.send('timer:play', {})
    await live.send('timer:pause', {})
    await world.server.stop()
    await world.restart({ aheadSec: 7080 })
    const still = (await host.enter(code)).snapshot.timer
    assert.equal(still.status, 'paused', 'not a minute early')
    await world.server.stop()
    await world.restart({ aheadSec: 7260 })
    const { timer } = (await host.enter(code)).snapshot
    assert.deepEqual([timer.status, timer.index, timer.remainingMs], ['idle', 0, 60_000])
    const { items } = await host.rest.get<{ items: Run[] }>(`/api/rooms/${code}/history`)
    assert.equal(items[0]?.endReason, 'abandoned')
    await world.close()
    data.remove()
  })
})

describe('expiry (R12)', atAnotherTime, () => {
  const hour = 3600

  test('refuses an expired room everywhere, and runs nothing in it', async () => {
    const data = temporaryDirectory()
    const world = await World.start({ dataDir: data.path, onSqlite: true })
    const { host, code, room } = await world.room({ visibility: 'public' })
    await world.server.stop()

    await world.restart({ aheadSec: 71 * hour })
    assert.equal((await host.enter(code)).snapshot.room.expiresAt, room.expiresAt)
    await world.server.stop()

    await world.restart({ aheadSec: 72 * hour + 60 })
    for (const path of [`/api/rooms/${code}`, `/api/rooms/${code}/history`]) {
      const problem = await host.rest.refused('GET', path)
      assert.deepEqual(
        [problem.status, problem.code, problem.reason],
        [410, 'gone', 'room_expired'],
        path,
      )
    }
    const live = await host.connect()
    const error = await live.refused('room:join', { code })
    assert.deepEqual([error.code, error.reason], ['gone', 'room_expired'])
    const { items } = await world.stranger.get<{ items: unknown[] }>('/api/rooms?open=1')
    assert.deepEqual(items, [])
    await world.close()
    data.remove()
  })

  test('moves away from a room in use: a day after the last run, two weeks at most (defect 25)', async () => {
    const data = temporaryDirectory()
    const world = await World.start({ dataDir: data.path, onSqlite: true })
    const { host, code, room } = await world.room({
      segments: [{ kind: 'focus', durationSec: 60 }],
    })
    await world.server.stop()
    await world.restart({ aheadSec: 71 * hour })
    const { live } = await host.enter(code)
    await live.send('timer:play', {})
    await live.send('timer:restart', {})
    const extended = (await live.send('room:sync', {})).room
    assert.ok(extended.expiresAt >= room.createdAt + (71 + 24) * hour * 1000)
    assert.ok(extended.expiresAt <= room.createdAt + 14 * 24 * hour * 1000)
    await world.server.stop()
    await world.restart({ aheadSec: 73 * hour })
    assert.equal((await host.enter(code)).snapshot.room.code, code)
    await world.close()
    data.remove()
  })

  test('leaves no word of a chat a month after the room has ended', async () => {
    const data = temporaryDirectory()
    const world = await World.start({ dataDir: data.path, onSqlite: true })
    const spoken = () =>
      select<{ text: string }>(data.path, 'SELECT text FROM room_messages ORDER BY id')
    const [ended, open] = [await world.room(), await world.room()]
    for (const text of ['between us', 'and gone']) {
      await ended.live.send('chat:send', { text, clientId: text.replace(' ', '-') })
    }
    const expiring = { text: 'in a room that expires', clientId: 'still-there' }
    await open.live.send('chat:send', expiring)
    await ended.host.rest.request('DELETE', `/api/rooms/${ended.code}`)
    await world.server.stop()

    await world.restart({ aheadSec: 29 * 24 * hour })
    assert.equal(spoken().length, 3)
    await world.server.stop()
    await world.restart({ aheadSec: 31 * 24 * hour })
    await until(() => spoken().length < 3, { what: () => 'the words to be deleted' })
    assert.deepEqual(spoken(), [{ text: expiring.text }], 'a room that closed later keeps its own')
    await world.close()
    data.remove()
  })
})
