import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { metric } from '../lib/metrics.ts'
import { patience } from '../lib/server.ts'
import { Wire } from '../lib/wire.ts'
import { World } from '../lib/world.ts'

// DS2, and HT2 on every refusal that comes before a handler.
const token = 'metrics'
const world = await World.start({ flags: ['--metrics-token', token] })
const url = world.server.url

const head = 'Host: a\r\nContent-Type: application/json\r\nX-Client: token\r\n'
const chunked = `POST /api/guests HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n`
const padded = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`
const fields = (count: number) =>
  Array.from({ length: count }, (_, i) => `X-${i}: ${i}\r\n`).join('')

const refused: [what: string, status: number, limit: string, bytes: string][] = [
  [
    '16 KiB of headers',
    431,
    'header_bytes',
    `GET / HTTP/1.1\r\n${head}X: ${'x'.repeat(16_384)}\r\n\r\n`,
  ],
  [
    'headers without an end',
    431,
    'header_bytes',
    `GET / HTTP/1.1\r\n${head}X: ${'x'.repeat(20_000)}`,
  ],
  ['101 headers', 431, 'header_count', `GET / HTTP/1.1\r\n${head}${fields(98)}\r\n`],
  ['a target over 8 KiB', 414, 'target_bytes', `GET /${'x'.repeat(8_192)} HTTP/1.1\r\n${head}\r\n`],
  ['a target without an end', 414, 'target_bytes', `GET /${'x'.repeat(10_000)}`],
  [
    'a body declared over 64 KiB',
    413,
    'body_bytes',
    `POST /api/guests HTTP/1.1\r\n${head}Content-Length: 65537\r\n\r\n`,
  ],
  [
    'a body declared beyond all measure',
    413,
    'body_bytes',
    `POST /api/guests HTTP/1.1\r\n${head}Content-Length: 999999999999999999\r\n\r\n`,
  ],
  ['a chunk over 64 KiB', 413, 'body_bytes', `${chunked}10001\r\n`],
  [
    'chunks over 64 KiB together',
    413,
    'body_bytes',
    chunked + `1000\r\n${'x'.repeat(4096)}\r\n`.repeat(17),
  ],
  [
    'a poll’s body over 64 KiB',
    413,
    'body_bytes',
    `POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\n${head}Content-Length: 65537\r\n\r\n`,
  ],
  [
    'a length given twice',
    400,
    'protocol',
    `GET / HTTP/1.1\r\n${head}Content-Length: 1\r\nContent-Length: 1\r\n\r\n`,
  ],
]
const guards: Record<string, RegExp> = {
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\)/,
  'content-type': /^application\/problem\+json$/,
  'cache-control': /^no-store$/,
  connection: /^close$/,
}

for (const [what, status, limit, bytes] of refused) {
  test(`${what}: ${status}, guarded, closed and counted`, async () => {
    const labels = { limit }
    const before = await metric(world.server, token, 'pomopomo_http_refused_total', labels)
    const wire = new Wire(url).send(bytes)
    const answer = await wire.answer()
    assert.equal(answer?.status, status)
    for (const [name, value] of Object.entries(guards)) {
      assert.match(answer.headers.get(name) ?? '', value, name)
    }
    assert.equal(answer.headers.get('server'), undefined)
    const problem = JSON.parse(answer.body) as Record<string, unknown>
    assert.deepEqual([problem.status, problem.code], [status, 'invalid'])
    assert.equal(problem.requestId, answer.headers.get('x-request-id'))
    await wire.rest()
    const after = await metric(world.server, token, 'pomopomo_http_refused_total', labels)
    assert.equal(after - before, 1)
  })
}

describe('what just fits is taken', () => {
  const fitting: [what: string, status: number, bytes: string][] = [
    ['100 headers', 200, `GET /healthz HTTP/1.1\r\n${head}${fields(97)}\r\n`],
    ['a target of 8 KiB', 404, `GET /api/${'x'.repeat(8_187)} HTTP/1.1\r\n${head}\r\n`],
    [
      'a body of 64 KiB',
      201,
      `POST /api/guests HTTP/1.1\r\n${head}Content-Length: 65536\r\n\r\n${padded(65_536)}`,
    ],
    ['chunks of 64 KiB', 201, `${chunked}10000\r\n${padded(65_536)}\r\n0\r\n\r\n`],
  ]
  for (const [what, status, bytes] of fitting) {
    test(what, async () => {
      const wire = new Wire(url).send(bytes)
      assert.equal((await wire.answer())?.status, status)
      wire.destroy()
    })
  }
})

const memoryMiB = () =>
  Number(
    /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${world.server.process.pid}/status`, 'utf8'))?.[1],
  ) / 1024

test('what comes beyond a limit is not kept', async () => {
  const before = memoryMiB()
  const wires = Array.from({ length: 20 }, () => new Wire(url))
  for (const wire of wires) {
    wire.send(chunked)
    // 4 MiB each, in chunks that would each be allowed.
    for (let i = 0; i < 1024; ++i) wire.send(`1000\r\n${'x'.repeat(4096)}\r\n`)
  }
  for (const wire of wires) {
    assert.equal((await wire.answer())?.status, 413)
    await wire.rest()
  }
  assert.ok(memoryMiB() - before < 16 * patience, `from ${before} MiB to ${memoryMiB()} MiB`)
})
