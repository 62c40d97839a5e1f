import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Member, ServerToClientEvents, Snapshot } from '../../api/events.ts'
import type { Live } from '../lib/live.ts'
import { temporaryDirectory } from '../lib/server.ts'
import { fourSegments, World } from '../lib/world.ts'

// A snapshot and the events after it make a fresh snapshot; what was acknowledged survives SIGKILL.
const seed = Number(process.env.SEED ?? 20_240_917)

/** A small generator, so that a failure can be repeated (SEED in the environment). */
function dice(start: number): (sides: number) => number {
  let state = start >>> 0
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

/** Does something random as the host. */
async function act(live: Live, roll: (sides: number) => number): Promise<void> {
  const { queue } = await live.send('room:sync', {})
  const size = queue.segments.length
  const id = queue.segments[roll(Math.max(size, 1))]?.id ?? '1'
  const actions: (() => Promise<unknown>)[] = [
    () => live.ask('timer:play', {}),
    () => live.ask('timer:play', { index: roll(6) }),
    () => live.ask('timer:pause', {}),
    () => live.ask('timer:skip', {}),
    () => live.ask('timer:restart', {}),
    () => live.ask('timer:adjust', { deltaSec: roll(600) - 300 }),
    () =>
      live.ask('queue:add', {
        segment: { kind: 'custom', durationSec: 600 + roll(600) },
        index: roll(size + 1),
      }),
    () => live.ask('queue:remove', { id }),
    () => live.ask('queue:move', { id, index: roll(6) }),
    () => live.ask('queue:update', { id, label: `Label ${roll(100)}` }),
    () =>
      live.ask('room:update', { name: `Room ${roll(100)}`, autoStart: { focus: roll(2) === 0 } }),
  ]
  await actions[roll(actions.length)]?.()
}

/** What a client holds that applies events to the snapshot it joined with. */
class Replica {
  private readonly members: Map<string, Member>

  constructor(private readonly held: Snapshot) {
    this.members = new Map(held.members.map((member) => [member.id, member]))
  }

  follow(live: Live): void {
    const on = <Event extends keyof ServerToClientEvents>(
      name: Event,
      apply: ServerToClientEvents[Event],
    ): void => {
      live.socket.on(name as string, apply)
    }
    on('room:state', (timer) => {
      if (timer.version >= this.held.timer.version) this.held.timer = timer
    })
    on('room:updated', (room) => (this.held.room = room))
    on('queue:updated', (queue) => {
      if (queue.version >= this.held.queue.version) this.held.queue = queue
    })
    on('member:joined', (member) => this.members.set(member.id, member))
    on('member:updated', (member) => this.members.set(member.id, member))
    on('member:left', ({ id }) => this.members.delete(id))
  }

  view(): unknown {
    return comparable({ ...this.held, members: [...this.members.values()] })
  }
}

/** Without what differs from moment to moment. */
function comparable({ room, timer, queue, members }: Omit<Snapshot, 'me' | 'serverNow'>): unknown {
  const still = { ...timer, serverNow: 0, remainingMs: 0 }
  const sorted = members.toSorted((a, b) => a.id.localeCompare(b.id))
  return { room, timer: still, queue, members: sorted }
}

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
