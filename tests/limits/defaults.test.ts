import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ask, guestFrom } from '../lib/from.ts'
import { until } from '../lib/until.ts'
import { fourSegments, World } from '../lib/world.ts'

// RL3: what holds with no flag at all, from 127.0.0.1.

const world = await World.start()

/** How many of so many attempts at once are let through, and how long they took. */
async function through(attempts: number, attempt: () => Promise<boolean>) {
  const began = performance.now()
  let count = 0
  for (let i = 0; i < attempts; ++i) if (await attempt()) ++count
  return { count, tookSec: (performance.now() - began) / 1000 }
}

test('20 unknown room codes a minute, however they are tried (R11, IN11)', async () => {
  const { host, code } = await world.room()
  const statuses: number[] = []
  for (let i = 0; i < 25; ++i) {
    const { status } = await world.stranger.request('GET', `/api/rooms/pomo-ZZZZ${i + 22}`)
    statuses.push(status)
  }
  assert.deepEqual(statuses.slice(0, 20), Array(20).fill(404))
  assert.ok(statuses.slice(20).every((status) => status === 429))
  const { status } = await world.stranger.request('GET', `/api/rooms/${code}`)
  assert.equal(status, 429, 'a code that exists looks no different')

  const live = await host.connect()
  const refusal = await live.refused('room:join', { code: 'pomo-ZZZZZ9' })
  assert.equal(refusal.code, 'rate_limited', 'a socket is no way around')
  assert.ok((await live.join(code)).room.code === code, 'a room one is in opens all the same')
})

test('10 timer events in 10 s', async () => {
  const { live } = await world.room({ segments: fourSegments })
  const attempt = async () => (await live.ask('timer:restart', {})).ok
  const { count, tookSec } = await through(30, attempt)
  assert.ok(count >= 10 && count <= 11 + tookSec, `${count} of 30 in ${tookSec} s`)
})

test('300 API requests of a person and 600 of an address a minute', async () => {
  const { token } = await world.guest()
  const headers = { authorization: `Bearer ${token}` }
  const url = `${world.server.url}/api/session`
  const person = await through(320, async () => (await ask(url, { headers })).status === 200)
  assert.ok(person.count >= 300 && person.count <= 301 + person.tookSec * 5, `${person.count}`)

  const from = '127.0.0.9'
  const nobody = await through(640, async () => (await ask(url, { from })).status === 200)
  assert.ok(nobody.count >= 600 && nobody.count <= 601 + nobody.tookSec * 10, `${nobody.count}`)
  assert.equal((await ask(url, { from: '127.0.0.10' })).status, 200, 'the address next door')
  const page = await ask(`${world.server.url}/`, { from })
  assert.equal(page.status, 200, 'files are free')
})

test('300 new guests of an address an hour', async () => {
  const from = '127.0.0.11'
  const { count } = await through(310, () =>
    guestFrom(world.server.url, { from }).then(
      () => true,
      () => false,
    ),
  )
  assert.equal(count, 300)
})

describe('10 live connections of a person', () => {
  for (const transport of ['websocket', 'polling'] as const) {
    test(`over ${transport}: one too many is refused, and gets in when a place is free`, async () => {
      const person = await world.guest()
      const open = () => person.connect({ transports: [transport] })
      const outcomes = await Promise.allSettled(Array.from({ length: 20 }, open))
      const tabs = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      assert.equal(tabs.length, 10)
      for (const outcome of outcomes) {
        if (outcome.status === 'fulfilled') continue
        const { message, data } = outcome.reason as { message: string; data: object }
        const told = { message, ...data }
        const reason = 'too_many_sockets'
        const retryAfterMs = 5000
        assert.deepEqual(told, {
          message: 'rate_limited',
          code: 'rate_limited',
          reason,
          retryAfterMs,
        })
      }
      await Promise.all(tabs.map((tab) => tab.send('clock:ping', {})))
      await assert.rejects(open(), /rate_limited/)
      tabs[0]?.close()
      await until(
        () =>
          open().then(
            () => true,
            () => false,
          ),
        { what: () => 'the free place' },
      )
      const other = await world.guest()
      await other.connect({ transports: [transport] })
    })
  }
})
