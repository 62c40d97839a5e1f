import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Timer } from '../../api/events.ts'
import { fourSegments, World } from '../lib/world.ts'

// R1, R3, R5 and the adjustments: what each command makes of the timer, as everybody sees it.
const world = await World.start()

/** A host and a watching guest in a room of four segments. */
async function watchedRoom() {
  const room = await world.room({ segments: fourSegments })
  const guest = await (await world.guest('Bea')).enter(room.code)
  return { ...room, watcher: guest.live }
}

/** Equal but for the moment they were told. */
function same(a: Timer, b: Timer): void {
  const still = (timer: Timer) => ({ ...timer, serverNow: 0, remainingMs: 0 })
  assert.deepEqual(still(a), still(b))
  if (a.status !== 'running') assert.equal(a.remainingMs, b.remainingMs)
}

describe('the timer', () => {
  test('unstarted shows its full length, with the clock it is told by (R3, defect 4)', async () => {
    const { live } = await watchedRoom()
    const { timer, serverNow } = await live.send('room:sync', {})
    assert.deepEqual([timer.status, timer.index, timer.remainingMs], ['idle', 0, 1_500_000])
    assert.deepEqual([timer.startedAt, timer.endsAt], [null, null])
    assert.ok(Math.abs(timer.serverNow - Date.now()) < 2000)
    assert.ok(Math.abs(serverNow - Date.now()) < 2000)
  })

  test('is the same in the ack, the event and the snapshot (R1, defects 2 and 3)', async () => {
    const { live, watcher } = await watchedRoom()
    const steps = [
      () => live.send('timer:play', {}),
      () => live.send('timer:pause', {}),
      () => live.send('timer:play', {}),
      () => live.send('timer:adjust', { deltaSec: 60 }),
      () => live.send('timer:skip', {}),
      () => live.send('timer:play', { index: 3 }),
      () => live.send('timer:restart', {}),
    ]
    let version = (await live.send('room:sync', {})).timer.version
    for (const step of steps) {
      const acked = await step()
      assert.ok(acked.version > version, 'every transition raises the version')
      version = acked.version
      same(await watcher.next('room:state', (timer) => timer.version === version), acked)
      same(await live.next('room:state', (timer) => timer.version === version), acked)
      same((await watcher.send('room:sync', {})).timer, acked)
    }
  })

  test('runs to an end that stands fixed', async () => {
    const { live, watcher } = await watchedRoom()
    const timer = await live.send('timer:play', {})
    assert.equal(timer.status, 'running')
    const { startedAt, endsAt } = timer as { startedAt: number; endsAt: number }
    assert.equal(endsAt - startedAt, 1_500_000)
    assert.equal((await watcher.send('room:sync', {})).timer.endsAt, endsAt)
    const late = await (
      await world.guest('Late')
    ).enter((await live.send('room:sync', {})).room.code)
    assert.equal(late.snapshot.timer.endsAt, endsAt, 'a late joiner sees the same end (R2)')
    const left = endsAt - late.snapshot.timer.serverNow
    assert.ok(Math.abs(late.snapshot.timer.remainingMs - left) <= 1000)
  })

  test('keeps its remaining time through a pause (R3)', async () => {
    const { live, watcher } = await watchedRoom()
    const { endsAt } = await live.send('timer:play', {})
    await live.send('timer:adjust', { deltaSec: -600 })
    const paused = await live.send('timer:pause', {})
    assert.equal(paused.status, 'paused')
    assert.ok(Math.abs(paused.remainingMs - 900_000) < 2000, '15:00 of 25:00 are left')
    assert.deepEqual([paused.endsAt, paused.startedAt], [null, null])
    const seen = await watcher.next('room:state', (timer) => timer.status === 'paused')
    assert.equal(seen.remainingMs, paused.remainingMs)
    const resumed = await live.send('timer:play', {})
    const {
      startedAt,
      endsAt: newEnd,
      remainingMs,
      serverNow,
    } = resumed as Timer & { endsAt: number }
    assert.ok(paused.remainingMs - remainingMs < 100, 'it goes on where it stood')
    assert.equal(newEnd - serverNow, remainingMs)
    assert.notEqual(startedAt, null)
    assert.ok(newEnd < (endsAt as number))
  })

  test('changes nothing when told what it already does', async () => {
    const { live } = await watchedRoom()
    const first = await live.send('timer:play', {})
    same(await live.send('timer:play', {}), first)
    const paused = await live.send('timer:pause', {})
    same(await live.send('timer:pause', {}), paused)
  })
})

describe('skip (R5)', () => {
  test('while running goes on with the next segment, running', async () => {
    const { live } = await watchedRoom()
    await live.send('timer:play', {})
    const timer = await live.send('timer:skip', {})
    assert.deepEqual([timer.status, timer.index, timer.plannedSec], ['running', 1, 300])
  })

  test('while idle or paused stands at the next segment, idle', async () => {
    const { live } = await watchedRoom()
    const idle = await live.send('timer:skip', {})
    assert.deepEqual([idle.status, idle.index, idle.remainingMs], ['idle', 1, 300_000])
    await live.send('timer:play', {})
    await live.send('timer:pause', {})
    const next = await live.send('timer:skip', {})
    assert.deepEqual([next.status, next.index, next.remainingMs], ['idle', 2, 1_500_000])
  })

  test('on the last segment ends; then only restart or a jump goes on (defect 18)', async () => {
    const { live } = await watchedRoom()
    await live.send('timer:play', { index: 3 })
    const ended = await live.send('timer:skip', {})
    assert.deepEqual(
      [ended.status, ended.index, ended.segmentId, ended.remainingMs],
      ['ended', 3, null, 0],
    )
    for (const event of ['timer:skip', 'timer:play'] as const) {
      const error = await live.refused(event, {})
      assert.deepEqual([error.code, error.reason], ['conflict', 'ended'])
    }
    for (const [event, payload] of [
      ['timer:pause', {}],
      ['timer:adjust', { deltaSec: 60 }],
    ] as const) {
      const error = await live.refused(event, payload)
      assert.deepEqual([error.code, error.reason], ['conflict', 'not_running'])
    }
    same((await live.send('room:sync', {})).timer, ended)
    const jumped = await live.send('timer:play', { index: 2 })
    assert.deepEqual([jumped.status, jumped.index], ['running', 2])
    const restarted = await live.send('timer:restart', {})
    assert.deepEqual(
      [restarted.status, restarted.index, restarted.remainingMs],
      ['idle', 0, 1_500_000],
    )
  })

  test('repeated by a retry skips once', async () => {
    const { live } = await watchedRoom()
    const { version } = await live.send('timer:play', {})
    await live.send('timer:skip', { version })
    const error = await live.refused('timer:skip', { version })
    assert.deepEqual([error.code, error.reason], ['conflict', 'stale_version'])
    const current = error.current as Timer
    assert.equal(current.index, 1)
    assert.equal((await live.send('room:sync', {})).timer.index, 1)
  })
})

describe('a jump (R5)', () => {
  test('leads to any segment and runs it', async () => {
    const { live, segments } = await watchedRoom()
    for (const index of [2, 0, 3, 1]) {
      const timer = await live.send('timer:play', { index })
      assert.deepEqual(
        [timer.status, timer.index, timer.segmentId],
        ['running', index, segments[index]?.id],
      )
      assert.ok(Math.abs(timer.remainingMs - timer.plannedSec * 1000) < 1000, 'at its full length')
    }
  })

  test('out of the queue is refused', async () => {
    const { live } = await watchedRoom()
    for (const index of [-1, 4, 50, 1.5, '1', true, 2 ** 53]) {
      const error = await live.refused('timer:play', { index })
      assert.deepEqual([error.code, error.field], ['invalid', 'index'], String(index))
    }
    assert.equal((await live.send('room:sync', {})).timer.status, 'idle')
  })
})

describe('adjusting', () => {
  test('moves the end by minutes, running and paused', async () => {
    const { live } = await watchedRoom()
    const { endsAt } = (await live.send('timer:play', {})) as { endsAt: number }
    const longer = await live.send('timer:adjust', { deltaSec: 300 })
    assert.equal(longer.endsAt, endsAt + 300_000)
    const shorter = await live.send('timer:adjust', { deltaSec: -60 })
    assert.equal(shorter.endsAt, endsAt + 240_000)
    const { remainingMs } = await live.send('timer:pause', {})
    const paused = await live.send('timer:adjust', { deltaSec: -60 })
    assert.equal(paused.remainingMs, remainingMs - 60_000)
  })

  test('stays between a second and two hours', async () => {
    const { live } = await watchedRoom()
    await live.send('timer:play', {})
    await live.send('timer:pause', {})
    assert.equal((await live.send('timer:adjust', { deltaSec: -1800 })).remainingMs, 1000)
    for (let i = 0; i < 5; ++i) await live.send('timer:adjust', { deltaSec: 1800 })
    assert.equal((await live.send('room:sync', {})).timer.remainingMs, 7_200_000)
  })

  test('needs something that runs, and a sane number', async () => {
    const { live } = await watchedRoom()
    const error = await live.refused('timer:adjust', { deltaSec: 60 })
    assert.deepEqual([error.code, error.reason], ['conflict', 'not_running'])
    const before = await live.send('timer:play', {})
    for (const deltaSec of [1801, -1801, 1e300, 0.5, '60', null, undefined]) {
      const refusal = await live.refused('timer:adjust', { deltaSec })
      assert.deepEqual([refusal.code, refusal.field], ['invalid', 'deltaSec'], String(deltaSec))
    }
    same((await live.send('room:sync', {})).timer, before)
  })
})

describe('an empty queue', () => {
  test('has nothing to start or skip', async () => {
    const { live } = await world.room({ template: 'empty' })
    for (const event of ['timer:play', 'timer:skip'] as const) {
      const error = await live.refused(event, {})
      assert.deepEqual([error.code, error.reason], ['conflict', 'empty_queue'], event)
    }
    const { timer } = await live.send('room:sync', {})
    assert.deepEqual(
      [timer.status, timer.index, timer.segmentId, timer.remainingMs],
      ['idle', 0, null, 0],
    )
  })
})

describe('a stale version', () => {
  test('is refused with what is current, before anything else of the payload', async () => {
    const { live } = await watchedRoom()
    const { version } = await live.send('timer:play', {})
    const stale = version - 1
    const attempts: [string, object][] = [
      ['timer:play', { version: stale, index: 99 }],
      ['timer:pause', { version: stale }],
      ['timer:skip', { version: stale }],
      ['timer:restart', { version: stale }],
      ['timer:adjust', { version: stale, deltaSec: 99_999 }],
    ]
    for (const [event, payload] of attempts) {
      const error = await live.refused(event, payload)
      assert.deepEqual([error.code, error.reason], ['conflict', 'stale_version'], event)
      assert.equal((error.current as Timer).version, version)
    }
    await live.send('timer:pause', { version })
  })
})
