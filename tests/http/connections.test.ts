import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import { metric } from '../lib/metrics.ts'
import { patience } from '../lib/server.ts'
import { until } from '../lib/until.ts'
import { Wire } from '../lib/wire.ts'
import { World } from '../lib/world.ts'

// DS3: connections that cost us something and bring nothing.
const token = 'metrics'
const get = 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'

const start = (...flags: string[]) => World.start({ flags: ['--metrics-token', token, ...flags] })
const files = (world: World) => readdirSync(`/proc/${world.server.process.pid}/fd`).length
const memoryMiB = (world: World) =>
  Number(
    /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${world.server.process.pid}/status`, 'utf8'))?.[1],
  ) / 1024
const refusals = (world: World, limit: string) =>
  metric(world.server, token, 'pomopomo_http_refused_total', { limit })
const openMany = (world: World, count: number, from: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => new Wire(world.server.url, { from: from(i) }))
const close = (wires: Wire[]) => wires.forEach((wire) => wire.destroy())
async function served(world: World, from: string): Promise<boolean> {
  const wire = new Wire(world.server.url, { from }).send(get)
  const answer = await wire.answer()
  wire.destroy()
  return answer?.status === 200
}

describe('one address', () => {
  test('holds 1 000 connections and no more; others are served', async () => {
    const world = await start('--rate-limits', 'on')
    const wires = openMany(world, 1_100, () => '127.0.0.9')
    await until(() => wires.filter((wire) => wire.closed).length >= 100, {
      what: () => 'the refusals',
    })
    assert.equal(wires.filter((wire) => !wire.closed).length, 1_000)
    assert.equal(await refusals(world, 'connections_per_address'), 100)
    assert.ok(await served(world, '127.0.0.10'))

    const over = new Wire(world.server.url, { from: '127.0.0.9' }).send(get)
    const answer = await over.answer()
    assert.equal(answer?.status, 429)
    assert.equal(answer.headers.get('retry-after'), '5')
    assert.equal((JSON.parse(answer.body) as { code: string }).code, 'rate_limited')
    await over.rest()

    close(wires)
    await until(() => served(world, '127.0.0.9'), {
      what: () => 'the address to be served again',
    })
  })

  // REL10: everybody behind one address comes back at once.
  test('may bring all back at once, as many as it may hold', async () => {
    const world = await start('--rate-limits', 'on', '--max-connections-per-address', '2000')
    const wires = openMany(world, 2_000, () => '127.0.0.9')
    for (const wire of wires) wire.send(get)
    const answers = await Promise.all(wires.map((wire) => wire.answer()))
    assert.ok(answers.every((answer) => answer?.status === 200))
    close(wires)
  })

  test('that opens and closes is held to the rate, and told when to come back', async () => {
    const flags = ['--max-connections-per-address', '20', '--new-connections-per-address', '20']
    const world = await start('--rate-limits', 'on', ...flags)
    const began = performance.now()
    let opened = 0
    let told = 0
    while (performance.now() - began < 3_000) {
      const wire = new Wire(world.server.url, { from: '127.0.0.9' }).send(get)
      const answer = await wire.answer()
      wire.destroy()
      if (answer?.status === 200) ++opened
      else if (answer?.status === 429 && Number(answer.headers.get('retry-after')) >= 1) ++told
    }
    const allowed = 20 + ((performance.now() - began) / 1000) * 20
    assert.ok(opened >= 20 && opened <= allowed * 1.1 + 1, `${opened} of about ${allowed}`)
    assert.ok(told > 0)
    assert.ok((await refusals(world, 'new_connections_per_address')) > 0)
  })
})

test('all together have a limit, too; who is in does not notice', async () => {
  const world = await start('--max-connections', '50')
  const inside = new Wire(world.server.url).send(get)
  assert.equal((await inside.answer())?.status, 200)
  const wires = openMany(world, 100, (i) => `127.0.1.${1 + i}`)
  for (const wire of wires) wire.send(get)
  const answers = await Promise.all(wires.map((wire) => wire.answer()))
  const statuses = answers.map((answer) => answer?.status)
  assert.ok(statuses.filter((status) => status === 503).length >= 50)
  assert.ok(statuses.every((status) => status === 200 || status === 503))
  const refused = answers.find((answer) => answer?.status === 503)
  assert.equal(refused?.headers.get('retry-after'), '5')
  assert.equal(refused?.headers.get('x-content-type-options'), 'nosniff')
  assert.equal((await inside.send(get).answer())?.status, 200)
  assert.equal(world.server.logged('connections_refused')[0]?.limit, 'connections')
  close(wires)
  inside.destroy()
  await until(() => served(world, '127.0.0.9'), {
    what: () => 'room for others',
  })
})

test('8 000 that say nothing cost little, keep nobody out and are gone when their time is over', async () => {
  const world = await start('--rate-limits', 'on', '--header-time-ms', '4000')
  const own = Number(/Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1])
  const count = Math.min(8_000, own - 500)
  const [filesBefore, memoryBefore] = [files(world), memoryMiB(world)]
  const wires = openMany(world, count, (i) => `127.0.2.${1 + (i % 10)}`)
  let open = 0
  for (const wire of wires) wire.socket.once('connect', () => ++open)
  const honest: number[] = []
  while (open < count) {
    const began = performance.now()
    assert.ok(await served(world, '127.0.0.9'))
    honest.push(performance.now() - began)
  }
  assert.ok(honest.length > 0)
  assert.ok(memoryMiB(world) - memoryBefore < 100 * patience)
  await until(() => wires.every((wire) => wire.closed), {
    what: () => `the end of ${wires.filter((wire) => !wire.closed).length} connections`,
  })
  await until(() => files(world) <= filesBefore + 2, {
    what: () => `the files to be closed; ${files(world)} are open`,
  })
})
