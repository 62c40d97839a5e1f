import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { temporaryDirectory } from '../../lib/server.ts'
import { World } from '../../lib/world.ts'
import { integrity } from '../lib/sql.ts'
import { Strace } from '../lib/strace.ts'

// REL3: a disk that fails once. What it said afterwards is not to be trusted, so nothing is acknowledged any more.
const failures: [call: string, error: string, what: string][] = [
  ['fdatasync', 'EIO', 'a sync that fails'],
  ['fdatasync', 'ENOSPC', 'a sync that finds no space'],
  ['pwrite64', 'EIO', 'a write that fails'],
]

describe('a disk error (REL3)', () => {
  for (const [call, error, what] of failures) {
    test(`${what}: nothing is acknowledged until a restart, which finds all that was`, async () => {
      const data = temporaryDirectory()
      const world = await World.start({ dataDir: data.path })
      const { host, live, code } = await world.room()
      const acked: string[] = []
      const add = async (label: string): Promise<string> => {
        const segment = { kind: 'custom', label, durationSec: 60 } as const
        const answer = await live.ask('queue:add', { segment })
        if (answer.ok) acked.push(label)
        return answer.ok ? 'ok' : `${answer.error.code} ${answer.error.reason}`
      }
      await add('before')

      const strace = await Strace.attach(world.server, [call], `${call}:error=${error}:when=5`)
      let outcome = 'ok'
      for (let i = 0; outcome === 'ok' && i < 20; ++i) outcome = await add(`until it fails ${i}`)
      assert.equal(outcome, 'unavailable storage')
      await strace.detach() // from now on the disk works again
      for (let i = 0; i < 10; ++i) assert.equal(await add(`after ${i}`), 'unavailable storage')
      const refused = await world.stranger.refused('POST', '/api/guests', {
        body: {},
        headers: { 'x-client': 'token' },
      })
      assert.deepEqual([refused.status, refused.reason], [503, 'storage'])

      await host.rest.get(`/api/rooms/${code}`) // reading goes on
      assert.deepEqual(await live.ask('clock:ping', {}).then(({ ok }) => ok), true)
      const readiness = await world.stranger.refused('GET', '/readyz')
      assert.deepEqual([readiness.status, readiness.reason], [503, 'storage'])
      assert.equal((await world.stranger.request('GET', '/healthz')).status, 200)
      assert.equal(world.server.logged('storage_failed').length, 1)

      await world.server.stop()
      assert.equal(integrity(data.path), 'ok')
      await world.restart()
      const { snapshot } = await host.enter(code)
      const labels = snapshot.queue.segments.map(({ label }) => label)
      assert.deepEqual(labels.slice(0, acked.length), acked)
      assert.ok(labels.length <= acked.length + 1, `only the failed write is in doubt: ${labels}`)
      await world.close()
      data.remove()
    })
  }
})
