import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { metric } from '../../lib/metrics.ts'
import { until } from '../../lib/until.ts'
import { Wire } from '../../lib/wire.ts'
import { World } from '../../lib/world.ts'

// The limit of connections leaves descriptors over (descriptors.test.ts); here they are taken away from a running program.
// For the plain build only: the sanitizers open a pipe to look at memory, and call it broken when they cannot.
const token = 'metrics'
const get = 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'

async function served(world: World): Promise<boolean> {
  const wire = new Wire(world.server.url).send(get)
  const answer = await wire.answer()
  wire.destroy()
  return answer?.status === 200
}

test('a program without a free file descriptor answers who comes, and recovers (DS3)', async () => {
  const world = await World.start({ flags: ['--metrics-token', token] })
  const inside = new Wire(world.server.url).send(get)
  assert.equal((await inside.answer())?.status, 200)
  const pid = String(world.server.process.pid)
  const limit = readdirSync(`/proc/${pid}/fd`).length + 10
  execFileSync('prlimit', ['--pid', pid, `--nofile=${limit}:`])

  const wires = Array.from({ length: 60 }, () => new Wire(world.server.url))
  for (const wire of wires) wire.send(get)
  const answers = await Promise.all(wires.map((wire) => wire.answer()))
  const statuses = answers.map((answer) => answer?.status)
  assert.ok(
    statuses.every((status) => status === 200 || status === 503),
    `${statuses}`,
  )
  assert.ok(statuses.filter((status) => status === 503).length >= 40)
  const refused = answers.find((answer) => answer?.status === 503)
  assert.equal(refused?.headers.get('retry-after'), '5')
  assert.equal(refused?.headers.get('x-content-type-options'), 'nosniff')
  assert.equal((JSON.parse(refused?.body ?? '{}') as { code: string }).code, 'unavailable')
  assert.equal((await inside.send(get).answer())?.status, 200, 'who is in goes on')
  assert.equal(world.server.logged('out_of_descriptors').length, 1)

  for (const wire of wires) wire.destroy()
  await until(() => served(world), {
    what: () => 'room for others',
  })
  assert.ok(
    (await metric(world.server, token, 'pomopomo_http_refused_total', { limit: 'descriptors' })) >=
      40,
  )
  inside.destroy()
})
