import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { describe, test } from 'node:test'
import { patience } from '../lib/server.ts'
import { World } from '../lib/world.ts'

const world = await World.start()
const ana = await world.guest('Ana')

/** Sends bytes as they are; what comes back until the server closes or has answered. */
async function raw(bytes: string): Promise<string> {
  const { hostname, port } = new URL(world.server.url)
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.setEncoding('latin1').on('data', (text: string) => (answer += text))
  socket.setTimeout(10_000 * patience, () => socket.destroy(new Error('no answer')))
  socket.write(bytes)
  await new Promise<void>((done, fail) => {
    socket.on('close', () => done())
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? done() : fail(error),
    )
  })
  return answer
}

describe('a body', () => {
  const bodies: [what: string, text: string, status: number][] = [
    ['that is no JSON', '{"displayName":', 400],
    ['that is no object', '[]', 400],
    ['that is a bare string', '"Ana"', 400],
    ['of broken UTF-8', '{"displayName":"\\ud800"}', 400],
    ['with NaN', '{"displayName":NaN}', 400],
    ['nested a thousand deep', '['.repeat(1000) + ']'.repeat(1000), 400],
    ['over the limit', JSON.stringify({ displayName: 'x'.repeat(70_000) }), 413],
  ]
  for (const [what, text, status] of bodies) {
    test(`${what} is refused`, async () => {
      const headers = { 'content-type': 'application/json', 'x-client': 'token' }
      const problem = await world.stranger.refused('POST', '/api/guests', { text, headers })
      assert.deepEqual([problem.status, problem.code], [status, 'invalid'])
    })
  }

  test('cannot reach a prototype', async () => {
    const text = '{"__proto__":{"capacity":3},"constructor":{"prototype":{"capacity":3}}}'
    const headers = { 'content-type': 'application/json' }
    const { status, body } = await ana.rest.request<{ room: { capacity: number } }>(
      'POST',
      '/api/rooms',
      {
        text,
        headers,
      },
    )
    if (status === 201) assert.equal(body.room.capacity, 20)
    else assert.equal(status, 400)
  })
})

describe('a path', () => {
  test('that nobody knows is a problem below /api/', async () => {
    for (const [method, path] of [
      ['GET', '/api/nothing'],
      ['POST', '/api/rooms/pomo-ABCDEF/steal'],
      ['GET', '/api/'],
    ] as const) {
      const problem = await ana.rest.refused(method, path, method === 'POST' ? { body: {} } : {})
      assert.deepEqual([problem.status, problem.reason], [404, 'unknown_route'], path)
    }
  })

  test('with another method is refused', async () => {
    for (const method of ['DELETE', 'PUT', 'PATCH']) {
      const problem = await ana.rest.refused(method, '/api/rooms', { body: {} })
      assert.ok([404, 405].includes(problem.status), `${method}: ${problem.status}`)
    }
  })

  test('that climbs out of the web folder finds nothing (HT9)', async () => {
    const climbs = [
      '/../../../../etc/passwd',
      '/assets/../../../etc/passwd',
      '/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
      '/..%2f..%2f..%2fetc/passwd',
      '/%2e%2e%5c%2e%2e%5cetc/passwd',
      '/assets/%00',
      '/%c0%ae%c0%ae/etc/passwd',
      '//etc/passwd',
    ]
    for (const path of climbs) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
      assert.doesNotMatch(answer, /root:/, path)
      assert.match(answer, /^HTTP\/1\.1 (400|404|200)/, path)
    }
  })

  test('leads to no hidden file and no source map (HT9)', async () => {
    for (const path of ['/.git/config', '/.env', '/assets/index.js.map', '/package.json']) {
      const answer = await fetch(world.server.url + path)
      const text = await answer.text()
      assert.ok(
        answer.status === 404 || /^<!doctype html>/i.test(text),
        `${path}: ${answer.status}`,
      )
    }
  })
})

test('problems carry an id and nothing from inside (HT8)', async () => {
  const ids = new Set<string>()
  for (let i = 0; i < 3; ++i) {
    const { body } = await world.stranger.request<{ requestId: string }>(
      'GET',
      '/api/rooms/pomo-ZZZZZZ',
    )
    ids.add(body.requestId)
    assert.doesNotMatch(JSON.stringify(body), /sqlite|select |\.cpp|\/src\/|exception/i)
  }
  assert.equal(ids.size, 3)
})
