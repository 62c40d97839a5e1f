import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { patience } from '../lib/server.ts'
import { World } from '../lib/world.ts'

// DS6: nothing is unpacked. DS7: no body of 64 KiB costs more than 50 ms of the processor.
const world = await World.start()
const ana = await world.guest('Ana')

describe('a compressed body (DS6)', () => {
  const bomb = gzipSync(JSON.stringify({ displayName: 'x'.repeat(10_000_000) }))
  for (const encoding of ['gzip', 'deflate', 'br', 'identity, gzip']) {
    test(`is refused as ${encoding}`, async () => {
      const answer = await fetch(`${world.server.url}/api/guests`, {
        method: 'POST',
        body: bomb,
        headers: {
          'content-type': 'application/json',
          'content-encoding': encoding,
          'x-client': 'token',
        },
      })
      assert.equal(answer.status, 415)
    })
  }

  test('is no packet of a poll', async () => {
    const polling = `${world.server.url}/socket.io/?EIO=4&transport=polling`
    const opened = await (await fetch(polling)).text()
    const { sid } = JSON.parse(opened.slice(1)) as { sid: string }
    const answer = await fetch(`${polling}&sid=${sid}`, {
      method: 'POST',
      body: gzipSync('40'),
      headers: { 'content-encoding': 'gzip' },
    })
    assert.equal(answer.status, 400)
  })
})

/** Milliseconds of the processor that the server has used so far. */
function processorMs(): number {
  const stat = readFileSync(`/proc/${world.server.process.pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10 // user and system, in hundredths of a second
}

/** Keys whose FNV hashes end in 12 zero bits: one bucket of a table of 4 096 entries at a page’s start. */
function collidingKeys(count: number): string[] {
  const keys: string[] = []
  for (let i = 0; keys.length < count; ++i) {
    const start = i.toString(36)
    let hash = Number((0xcbf29ce484222325n + 0x10n) & 0xfffn)
    for (let at = 0; at < start.length; ++at) {
      hash = ((hash ^ start.charCodeAt(at)) * 0x1b3) & 0xfff
    }
    const last = String.fromCharCode(hash) // makes it zero
    if (/^[a-z0-9]$/i.test(last)) keys.push(start + last)
  }
  return keys
}

const most = 65_000
const marks = '\u0301\u0316'.repeat(16_000)
const collisions = collidingKeys(4096).map((key) => `"${key}":0`)
const bodies: [what: string, path: string, text: string][] = [
  ['a list of wrong segments', '/api/rooms', `{"segments":[${Array(32_000).fill(0)}]}`],
  ['a list of empty segments', '/api/rooms', `{"segments":[${Array(21_000).fill('{}')}]}`],
  [
    'a list of good segments',
    '/api/rooms',
    `{"segments":[${Array(1800).fill('{"kind":"focus","durationSec":60}')}]}`,
  ],
  ['colliding keys', '/api/guests', `{${collisions}}`],
  ['many keys', '/api/guests', `{${Array.from({ length: 6000 }, (_, i) => `"${i}":0`)}}`],
  ['many small objects', '/api/guests', `[${Array(8_000).fill('{"a":0}')}]`],
  ['deep lists', '/api/guests', '['.repeat(most)],
  ['combining marks', '/api/guests', JSON.stringify({ displayName: `a${marks}` })],
  [
    'combining marks as a label',
    '/api/rooms',
    JSON.stringify({ segments: [{ kind: 'custom', durationSec: 60, label: marks }] }),
  ],
  ['spaces', '/api/rooms', JSON.stringify({ name: ' '.repeat(most) + 'a' })],
  ['escapes', '/api/guests', `{"displayName":"${'\\ud83c\\udf45'.repeat(5_400)}"}`],
  ['a long number', '/api/rooms', `{"capacity":${'1'.repeat(most)}}`],
  ['a long fraction', '/api/rooms', `{"capacity":0.${'1'.repeat(most)}e-99999}`],
]
for (const [what, path, text] of bodies) {
  test(`${what}: cheap, and no long answer (DS7)`, async () => {
    const headers = { 'content-type': 'application/json', 'x-client': 'token' }
    const rounds = 10
    const before = processorMs()
    for (let i = 0; i < rounds; ++i) {
      const answer = await fetch(world.server.url + path, {
        method: 'POST',
        body: text,
        headers: { ...headers, authorization: `Bearer ${ana.token}` },
      })
      assert.ok(answer.status < 500, `${answer.status}`)
      assert.ok((await answer.text()).length < 16_384)
    }
    const each = (processorMs() - before) / rounds
    assert.ok(each < 50 * patience, `${each} ms of the processor`)
  })
}
