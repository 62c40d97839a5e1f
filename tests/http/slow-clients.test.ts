import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, describe, test } from 'node:test'
import { largestScript } from '../lib/assets.ts'
import { metric } from '../lib/metrics.ts'
import { until } from '../lib/until.ts'
import { Wire } from '../lib/wire.ts'
import { World } from '../lib/world.ts'

// DS1: the documented times, made short. None starts again with each byte.
const token = 'metrics'
const times = { header: 1_000, body: 1_200, write: 1_500, idle: 2_500 }
const world = await World.start({
  flags: [
    '--metrics-token',
    token,
    ...Object.entries(times).flatMap(([what, ms]) => [`--${what}-time-ms`, String(ms)]),
  ],
})
const url = world.server.url
const refusals = (limit: string) =>
  metric(world.server, token, 'pomopomo_http_refused_total', { limit })

/** Sends a byte of `bytes` each few milliseconds until the connection ends. */
function dribble(wire: Wire, bytes: () => string): void {
  const timer = setInterval(() => {
    if (wire.closed) clearInterval(timer)
    else wire.send(bytes())
  }, 50)
  after(() => clearInterval(timer))
}

/** How long the server took until it ended a connection, and what it said. */
async function outlast(wire: Wire): Promise<{ ms: number; status: number | undefined }> {
  const began = performance.now()
  const answer = await wire.answer()
  await wire.rest()
  return { ms: performance.now() - began, status: answer?.status }
}

const request =
  'POST /api/guests HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nX-Client: token\r\n'
const slow: [what: string, start: string, time: number, limit: string][] = [
  ['headers that never end', `${request}X: `, times.header, 'header_time'],
  ['a target that never ends', 'GET /', times.header, 'header_time'],
  ['a declared body', `${request}Content-Length: 60000\r\n\r\n`, times.body, 'body_time'],
  [
    'a chunked body',
    `${request}Transfer-Encoding: chunked\r\n\r\nea60\r\n`,
    times.body,
    'body_time',
  ],
  ['chunk extensions', `${request}Transfer-Encoding: chunked\r\n\r\n1;`, times.body, 'body_time'],
]
describe('at once', { concurrency: true }, () => {
  for (const [what, start, time, limit] of slow) {
    test(`${what}, a byte at a time: 408 when the time is over, and the end`, async () => {
      const before = await refusals(limit)
      const wire = new Wire(url).send(start)
      dribble(wire, () => 'x')
      const { ms, status } = await outlast(wire)
      assert.equal(status, 408)
      assert.ok(ms > time / 2, `it had its time: ${ms} ms`)
      assert.ok((await refusals(limit)) > before)
    })
  }
})

test('the second request of a connection has no more time than the first', async () => {
  const wire = new Wire(url).send('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n')
  assert.equal((await wire.answer())?.status, 200)
  wire.send(`${request}X: `)
  dribble(wire, () => 'x')
  assert.equal((await outlast(wire)).status, 408)
})

test('a body that keeps its pace of 1 KiB/s may take longer than the time for a stalled one', async () => {
  const body = JSON.stringify({ a: 'x'.repeat(20_000) })
  const wire = new Wire(url).send(`${request}Content-Length: ${body.length}\r\n\r\n`)
  const began = performance.now()
  let sent = 0
  await until(
    () => {
      const due = Math.ceil(((performance.now() - began) / (2 * times.body)) * body.length)
      wire.send(body.slice(sent, due))
      sent = Math.min(due, body.length)
      return sent === body.length || wire.closed
    },
    { what: () => `the body to be sent; ${sent} bytes are` },
  )
  assert.ok(performance.now() - began > times.body)
  assert.equal((await wire.answer())?.status, 201)
  wire.destroy()
})

test('a connection that says nothing, or nothing more, is closed without a word', async () => {
  const silent = await outlast(new Wire(url))
  assert.equal(silent.status, undefined)
  const wire = new Wire(url).send('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n')
  assert.equal((await wire.answer())?.status, 200)
  assert.equal(await wire.rest(), '')
})

describe('an answer', () => {
  test('that nobody reads ends the connection', async () => {
    const before = await refusals('write_time')
    const script = await largestScript(url)
    const { hostname, port } = new URL(url)
    const socket = connect({ host: hostname, port: Number(port) })
    socket.on('error', () => {})
    after(() => socket.destroy())
    // Without a reader: all buffers between us fill.
    socket.write(`GET ${script} HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(2_000))
    await until(async () => (await refusals('write_time')) > before, {
      what: () => 'the write to be given up',
    })
  })
})

test('hundreds of slow clients keep nobody from being served', async () => {
  const wires = Array.from({ length: 400 }, (_, i) => {
    const wire = new Wire(url, { from: `127.0.0.${2 + (i % 20)}` })
    wire.send(i % 2 === 0 ? `${request}X: ` : `${request}Content-Length: 60000\r\n\r\n`)
    dribble(wire, () => 'x')
    return wire
  })
  let served = 0
  const all = Promise.all(wires.map((wire) => outlast(wire)))
  let over = false
  void all.finally(() => (over = true))
  while (!over) {
    // A connection each: one that is kept may end while this busy process does not look.
    const answer = await fetch(`${url}/healthz`, { headers: { connection: 'close' } })
    assert.equal(answer.status, 200)
    ++served
  }
  assert.ok((await all).every(({ status }) => status === 408))
  assert.ok(served > 0)
})
