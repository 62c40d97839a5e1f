import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Snapshot } from '../../api/events.ts'
import { act, comparable, dice, Replica } from '../lib/replica.ts'
import { temporaryDirectory } from '../lib/server.ts'
import { fourSegments, World } from '../lib/world.ts'

// A snapshot and the events after it make a fresh snapshot; what was acknowledged survives SIGKILL.
const seed = Number(process.env.SEED ?? 20_240_917)

describe('a snapshot and the events after it', () => {
  test('make a fresh snapshot, whatever happens (REL20)', async (t) => {
    t.diagnostic(`SEED=${seed}`)
    const roll = dice(seed)
    const world = await World.start()
    for (let round = 0; round < 6; ++round) {
      const { live: host, code } = await world.room({ segments: fourSegments })
      const watchers = []
      for (let i = 0; i < 3; ++i) {
        const { live, snapshot } = await (await world.guest()).enter(code)
        const replica = new Replica(structuredClone(snapshot))
        replica.follow(live)
        watchers.push({ live, replica })
        for (let step = 0; step < 5 + roll(8); ++step) await act(host, roll)
      }
      for (const { live, replica } of watchers) {
        // Events are delivered before the ack of what is asked after them.
        const fresh = await live.send('room:sync', {})
        assert.deepEqual(replica.view(), comparable(fresh), `round ${round}`)
      }
      world.leave()
    }
    await world.close()
  })
})

describe('a server killed under load (REL1)', () => {
  test('has lost nothing it acknowledged, and did nothing twice', async (t) => {
    t.diagnostic(`SEED=${seed}`)
    const roll = dice(seed)
    const data = temporaryDirectory()
    const world = await World.start({ dataDir: data.path })
    const rooms = await Promise.all(Array.from({ length: 4 }, () => world.room()))
    const attempted = rooms.map(() => new Set<string>())
    const acked = rooms.map(() => new Set<string>())

    for (let round = 0; round < 4; ++round) {
      const tabs = await Promise.all(rooms.map(({ host, code }) => host.enter(code)))
      const enough = 8 + roll(20)
      let done = 0
      let isDead = false
      const writers = tabs.map(async ({ live }, at) => {
        for (let i = 0; !isDead && i < 12; ++i) {
          const label = `${round}-${i}`
          attempted[at]?.add(label)
          const segment = { kind: 'custom', label, durationSec: 60 } as const
          const answer = await live.ask('queue:add', { segment }).catch(() => undefined)
          if (answer?.ok) acked[at]?.add(label)
          if (++done === enough) {
            isDead = true
            await world.server.kill()
          }
        }
      })
      const finished = Promise.all(writers)
      // An emit that was on its way when the server died never ends: only the kill is waited for.
      await Promise.race([finished, world.server.exited])
      if (!isDead) await world.server.kill()
      await world.restart()
      for (const [at, { code }] of rooms.entries()) {
        const { queue } = await world.stranger.get<{ queue: Snapshot['queue'] }>(
          `/api/rooms/${code}`,
        )
        const labels = queue.segments.map((segment) => segment.label)
        assert.equal(new Set(labels).size, labels.length, 'nothing twice')
        for (const label of acked[at] ?? []) assert.ok(labels.includes(label), `lost ${label}`)
        for (const label of labels) assert.ok(attempted[at]?.has(label), `nobody sent ${label}`)
      }
    }
    await world.close()
    data.remove()
  })
})
