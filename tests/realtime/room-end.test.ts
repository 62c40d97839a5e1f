import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fourSegments, World } from '../lib/world.ts'

// R9: the host ends a room for everybody, and may take that back for 10 seconds.
const world = await World.start()

interface Preview {
  memberCount: number
  timer: { status: string; remainingMs: number }
}

async function pair() {
  const room = await world.room({ segments: fourSegments })
  const bea = await world.guest('Bea')
  const tab = await bea.enter(room.code)
  return { ...room, bea, tab }
}

test('everybody is told, and nobody finds the room any more', async () => {
  const { host, live, code, bea, tab } = await pair()
  const { status } = await host.rest.request('DELETE', `/api/rooms/${code}`)
  assert.equal(status, 204)
  for (const one of [live, tab.live]) {
    assert.deepEqual(await one.next('room:closed'), { reason: 'ended' })
    const error = await one.refused('room:sync', {})
    assert.deepEqual([error.code, error.reason], ['not_found', 'not_in_room'])
  }
  const again = await tab.live.refused('room:join', { code })
  assert.deepEqual([again.code, again.reason], ['gone', 'room_ended'])
  for (const path of [`/api/rooms/${code}`, `/api/rooms/${code}/history`]) {
    const problem = await bea.rest.refused('GET', path)
    assert.deepEqual([problem.status, problem.reason], [410, 'room_ended'])
  }
  const twice = await host.rest.refused('DELETE', `/api/rooms/${code}`)
  assert.equal(twice.reason, 'room_ended')
})

test('restored, it goes on with the same people, and what ran is paused', async () => {
  const { host, live, code, me, tab } = await pair()
  await live.send('timer:play', {})
  await host.rest.request('DELETE', `/api/rooms/${code}`)
  await tab.live.next('room:closed')
  const restored = await host.rest.post<Preview>(`/api/rooms/${code}/restore`, {})
  assert.equal(restored.timer.status, 'paused')
  assert.equal(restored.memberCount, 0, 'they come back by themselves')
  const guest = await tab.live.join(code)
  assert.equal(guest.me.id, tab.snapshot.me.id, 'the same seat')
  assert.equal(guest.room.hostId, me.id, 'and the same host')
  await live.join(code)
  const resumed = await live.send('timer:play', {})
  assert.equal(resumed.status, 'running')
  const { items } = await host.rest.get<{ items: { endedAt: number | null }[] }>(
    `/api/rooms/${code}/history`,
  )
  assert.deepEqual(
    items.map((run) => run.endedAt),
    [null],
    'one run, which goes on',
  )
  const again = await host.rest.post<Preview>(`/api/rooms/${code}/restore`, {})
  assert.equal(again.timer.status, 'running', 'restoring an open room changes nothing')
})

test('only the host ends or restores, and an unknown room is unknown', async () => {
  const { host, code, bea, tab } = await pair()
  const zoe = await world.guest('Zoe')
  for (const [method, path] of [
    ['DELETE', ''],
    ['POST', '/restore'],
  ] as const) {
    for (const who of [bea, zoe]) {
      const problem = await who.rest.refused(method, `/api/rooms/${code}${path}`)
      assert.deepEqual([problem.status, problem.reason], [403, 'not_host'])
    }
    const unknown = await host.rest.refused(method, `/api/rooms/pomo-ZZZZZZ${path}`)
    assert.deepEqual([unknown.status, unknown.reason], [404, 'unknown_room'])
  }
  assert.equal((await tab.live.send('room:sync', {})).members.length, 2, 'nothing has happened')
})
