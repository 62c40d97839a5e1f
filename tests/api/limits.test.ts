import assert from 'node:assert/strict'
import { test } from 'node:test'
import { World } from '../lib/world.ts'

// Limits are on by default, for loopback too; the other tests switch them off.
const world = await World.start({ flags: ['--rate-limits', 'on'] })

test('codes cannot be guessed: after 20 misses a minute the address waits (R11, IN11)', async () => {
  const { host, code } = await world.room()
  const statuses: number[] = []
  for (let i = 0; i < 25; ++i) {
    const { status } = await world.stranger.request('GET', `/api/rooms/pomo-ZZZZ${i + 22}`)
    statuses.push(status)
  }
  assert.deepEqual(statuses.slice(0, 20), Array(20).fill(404))
  assert.ok(statuses.slice(20).every((status) => status === 429))
  const { body, headers } = await world.stranger.request<{ code: string; retryAfterMs: number }>(
    'GET',
    '/api/rooms/pomo-ZZZZZZ',
  )
  assert.equal(body.code, 'rate_limited')
  assert.ok(body.retryAfterMs > 0 && body.retryAfterMs <= 60_000)
  assert.ok(Number(headers.get('retry-after')) >= 1)

  const live = await host.connect()
  const refusal = await live.refused('room:join', { code: 'pomo-ZZZZZ9' })
  assert.equal(refusal.code, 'rate_limited', 'a socket is no way around')
  assert.ok((await live.join(code)).room.code === code, 'a room that exists opens all the same')
})
