import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Nodes } from '../lib/nodes.ts'
import { patience } from '../lib/server.ts'
import { until } from '../lib/until.ts'
import { fourSegments, type World } from '../lib/world.ts'

// REL6: PostgreSQL's connections are cut, it is restarted, it is gone for a while, all in mid-traffic. What was
// acknowledged is there, once, and nothing that nobody asked for; nothing hangs; nobody has to start anything.

const unlimited = { flags: ['--rate-limits', 'off'] }

/** Makes guests one after the other and remembers what the server said to each. */
class Writer {
  readonly attempted: string[] = []
  readonly acked: string[] = []
  refused = 0
  slowestMs = 0
  private going = true
  private readonly done: Promise<void>

  constructor(
    private readonly world: World,
    private readonly name: string,
  ) {
    this.done = this.run()
  }

  async stop(): Promise<void> {
    this.going = false
    await this.done
  }

  private async run(): Promise<void> {
    for (let i = 0; this.going; ++i) {
      const displayName = `${this.name} ${i}`
      this.attempted.push(displayName)
      const asked = performance.now()
      const { status, headers } = await this.world.stranger.request('POST', '/api/guests', {
        body: { displayName },
        headers: { 'x-client': 'token' },
      })
      this.slowestMs = Math.max(this.slowestMs, performance.now() - asked)
      if (status === 201) {
        this.acked.push(displayName)
      } else {
        assert.equal(status, 503)
        assert.match(headers.get('retry-after') ?? '', /^[1-9]/)
        this.refused += 1
        await pause(20) // as a patient client; nothing waits for this
      }
    }
  }
}

async function underLoad(nodes: Nodes, trouble: () => Promise<void>): Promise<Writer[]> {
  const { live: host, code } = await nodes.at(0).room({ segments: fourSegments })
  const { live: guest } = await nodes.enter(await nodes.at(1).guest('Bea'), code, 1)
  const { endsAt } = await host.send('timer:play', {})
  const writers = [0, 0, 1, 1].map((index, i) => new Writer(nodes.at(index), `Writer ${i}`))
  await until(() => writers.every((writer) => writer.acked.length > 5), {
    what: () => 'the writers to write',
  })

  await trouble()

  const returned = performance.now()
  const before = writers.map((writer) => writer.acked.length)
  await until(() => writers.every((writer, i) => writer.acked.length > (before[i] ?? 0) + 5), {
    within: 5000 * patience,
    what: () => `everybody to write again ≤ 5 s after the return`,
  })
  await until(async () => (await host.ask('room:update', { name: 'Back' })).ok, {
    within: 5000 * patience,
    what: () => 'the room to be written again',
  })
  await guest.next('room:updated', (room) => room.name === 'Back')
  assert.ok(performance.now() - returned < 10_000 * patience)
  const { timer } = await guest.send('room:sync', {})
  assert.deepEqual([timer.status, timer.endsAt], ['running', endsAt], 'no minute lost')
  await Promise.all(writers.map((writer) => writer.stop()))
  assert.ok(host.socket.connected && guest.socket.connected)

  const names = await nodes.rows<{ name: string; times: number }>(
    "SELECT display_name AS name, count(*) AS times FROM guests WHERE display_name LIKE 'Writer %' GROUP BY 1",
  )
  const stored = new Set(names.map(({ name }) => name))
  const attempted = new Set(writers.flatMap((writer) => writer.attempted))
  assert.deepEqual(
    names.filter(({ times }) => times > 1),
    [],
    'duplicates',
  )
  assert.deepEqual(
    [...stored].filter((name) => !attempted.has(name)),
    [],
    'phantoms',
  )
  assert.deepEqual(
    writers.flatMap((writer) => writer.acked).filter((name) => !stored.has(name)),
    [],
    'lost',
  )
  for (const writer of writers)
    assert.ok(writer.slowestMs < 6000 * patience, `${writer.slowestMs} ms`)
  return writers
}

describe('while people work', { concurrency: true }, () => {
  test('all connections to the database are cut, again and again', async () => {
    const nodes = await Nodes.start(2, [unlimited, unlimited])
    await underLoad(nodes, async () => {
      for (let i = 0; i < 20; ++i) {
        await nodes.postgres.query(
          "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'",
        )
        await pause(100) // between two blows
      }
    })
  })

  test('the database is restarted', async () => {
    const nodes = await Nodes.start(2, [unlimited, unlimited])
    await underLoad(nodes, async () => {
      await nodes.postgres.stop()
      await nodes.postgres.start()
    })
  })

  test('the database does not answer for 30 s: refused in time, nothing hangs', async () => {
    const nodes = await Nodes.start(2, [unlimited, unlimited])
    const writers = await underLoad(nodes, async () => {
      await nodes.postgres.pause()
      const since = performance.now()
      await until(async () => (await fetch(`${nodes.server(0).url}/readyz`)).status === 503, {
        within: 12_000,
        what: () => 'the process to say that it is not ready',
      })
      assert.equal((await fetch(`${nodes.server(0).url}/healthz`)).status, 200)
      await pause(30_000 - (performance.now() - since))
      await nodes.postgres.resume()
    })
    for (const writer of writers) assert.ok(writer.refused > 0)
  })
})
