import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { routes } from '../lib/contract.ts'
import { Wire, exchange } from '../lib/wire.ts'
import { World } from '../lib/world.ts'

// What answers say, and what they never say.
// Many requests, and none of them is to be refused for that.
const world = await World.start({ flags: ['--rate-limits', 'off'] })
const url = world.server.url
const ana = await world.guest('Ana')
const { code } = await world.room({}, ana)

const inside =
  /sqlite|postgres|libpq|select .* from|insert into|\.cpp|\.hpp|\/src\/|std::|boost|exception|terminate|0x[0-9a-f]{6}|stack|\/tmp\//i

/** Asks, and looks at a refusal. */
async function check(method: string, target: string, text: string | undefined): Promise<void> {
  const answer = await fetch(url + target, {
    method,
    body: text,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ana.token}` },
  })
  const said = await answer.text()
  if (answer.status < 400) return
  const what = `${method} ${target} ${text}: ${answer.status} ${said}`
  assert.ok(answer.status < 500, what)
  assert.equal(answer.headers.get('content-type'), 'application/problem+json', what)
  const problem = JSON.parse(said) as Record<string, unknown>
  assert.equal(problem.requestId, answer.headers.get('x-request-id'), what)
  assert.ok(problem.code && problem.reason && problem.detail, what)
  // The id is random letters, which may look like anything.
  assert.doesNotMatch(said.replace(String(problem.requestId), ''), inside)
  assert.equal(answer.headers.get('server'), null)
}

describe('errors tell nothing from inside (HT8)', () => {
  const segments: unknown[] = [null, 0, 'x', {}, { kind: 0 }, { kind: 'focus', durationSec: 1e300 }]
  const strange: unknown[] = [
    null,
    0,
    -1,
    1e300,
    true,
    '',
    'x'.repeat(5000),
    "'; DROP TABLE room; --",
    '\u0000',
    '\ud800',
    '%s%n',
    '../../etc/passwd',
    '${7*7}',
    '<script>',
    [],
    [[[]]],
    {},
    { a: { b: 1 } },
    segments,
  ]
  const members = [
    'displayName',
    'name',
    'theme',
    'template',
    'segments',
    'visibility',
    'capacity',
    'limit',
    'cursor',
  ]
  const parts = [
    code,
    'pomo-ZZZZZZ',
    '0',
    '%00',
    '%ff',
    "'",
    '%2e%2e',
    '%2f',
    '😀',
    'x'.repeat(4000),
    '%F0%9F%8D%85',
  ]

  for (const { method, path } of routes) {
    test(`${method} ${path}`, async () => {
      const paths = path.includes('{')
        ? parts.map((part) => path.replace(/\{\w+\}/g, part))
        : [
            path,
            ...strange.map((value) => `${path}?${new URLSearchParams({ limit: String(value) })}`),
          ]
      const bodies =
        method === 'GET'
          ? [undefined]
          : strange.flatMap((value) => [
              JSON.stringify(value),
              ...members.map((member) => JSON.stringify({ [member]: value })),
            ])
      for (const target of paths) {
        await Promise.all(bodies.map((text) => check(method, target, text)))
      }
    })
  }
})

test('a forged Host leads nobody anywhere (HT5)', async () => {
  const forged = [
    'Host: evil.example',
    `Host: ${new URL(url).host}\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https`,
    `Host: ${new URL(url).host}\r\nForwarded: host=evil.example;proto=https`,
    `Host: ${new URL(url).host}\r\nX-Original-URL: //evil.example\r\nX-Rewrite-URL: //evil.example`,
    'Host: evil.example:99999999',
    'Host: a@evil.example',
  ]
  for (const lines of forged) {
    for (const path of [
      '/',
      '/room/pomo-ABCDEF',
      '//evil.example/',
      '/assets',
      '/api/rooms',
      '/api/nothing',
      '/healthz',
    ]) {
      const wire = new Wire(url).send(
        `GET ${path} HTTP/1.1\r\n${lines}\r\nConnection: close\r\n\r\n`,
      )
      const answer = await wire.rest()
      assert.doesNotMatch(answer, /evil/, `${path} with ${lines}`)
      assert.doesNotMatch(answer, /^HTTP\/1\.1 3/, 'nobody is sent elsewhere')
    }
  }
})

describe('what is not for everybody (HT9)', () => {
  for (const method of ['TRACE', 'CONNECT', 'TRACK', 'DEBUG', 'PROPFIND', 'BREW']) {
    test(`${method} is not spoken`, async () => {
      const answer = await exchange(
        url,
        `${method} / HTTP/1.1\r\nHost: a\r\nX-Secret: s3cr3t\r\nConnection: close\r\n\r\n`,
      )
      assert.match(answer, /^HTTP\/1\.1 (405|501) /)
      assert.doesNotMatch(answer, /s3cr3t/)
    })
  }

  test('no folder is listed', async () => {
    for (const path of ['/assets', '/assets/', '/assets/.', '/icons/', '/.']) {
      const answer = await fetch(url + path)
      const text = await answer.text()
      assert.ok(
        answer.status === 404 || /^<!doctype html>/i.test(text),
        `${path}: ${answer.status}`,
      )
      assert.doesNotMatch(text, /index of/i)
    }
  })

  test('metrics are for who has the token, and without one they do not exist', async () => {
    assert.equal((await fetch(`${url}/metrics`)).status, 404)
    const guarded = await World.start({ flags: ['--metrics-token', 'right'] })
    const statuses = ['', 'Bearer wrong', 'Bearer right2', 'Basic right', 'Bearer right'].map(
      async (authorization) => {
        const headers = new Headers(authorization === '' ? {} : { authorization })
        return (await fetch(`${guarded.server.url}/metrics`, { headers })).status
      },
    )
    assert.deepEqual(await Promise.all(statuses), [401, 401, 401, 401, 200])
  })
})

test('no answer allows another site anything (HT4)', async () => {
  for (const origin of ['https://evil.example', 'null', `${url}.evil.example`, url]) {
    for (const path of [
      '/',
      '/api/session',
      '/api/nothing',
      '/socket.io/?EIO=4&transport=polling',
    ]) {
      for (const method of ['GET', 'OPTIONS']) {
        const answer = await fetch(url + path, {
          method,
          headers: { origin, 'access-control-request-method': 'POST' },
        })
        await answer.arrayBuffer()
        const allowed = [...answer.headers.keys()].filter((name) =>
          name.startsWith('access-control-'),
        )
        assert.deepEqual(allowed, [], `${method} ${path} from ${origin}`)
      }
    }
  }
})
