import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Wire } from '../lib/wire.ts'
import { World } from '../lib/world.ts'

// HT10: whatever stands where a credential belongs makes nobody of the caller, and nothing breaks.
const world = await World.start()
const ana = await world.guest('Ana')
const jwt = (header: number) => `${'e'.repeat(header)}.${'p'.repeat(40)}.${'s'.repeat(43)}`

const credentials: [what: string, lines: string, status: number | undefined][] = [
  ['10 000 cookies', `Cookie: ${'a=1; '.repeat(10_000)}b=2`, 431],
  ['10 000 cookie headers', 'Cookie: a=1\r\n'.repeat(10_000).trimEnd(), 431],
  ['a cookie of 64 KiB', `Cookie: pomopomo_guest=${'x'.repeat(65_536)}`, 431],
  ['3 000 cookies', `Cookie: ${'a=1; '.repeat(3_000)}b=2`, undefined],
  ['a cookie of 15 KiB', `Cookie: pomopomo_guest=${'x'.repeat(15_000)}`, undefined],
  ['a cookie that is not ASCII', 'Cookie: pomopomo_guest=\xff\xfe\xc3\xa9', undefined],
  ['a cookie without a value', 'Cookie: pomopomo_guest', undefined],
  ['a cookie without a name', 'Cookie: =x; ;;; =', undefined],
  ['a quoted cookie', 'Cookie: pomopomo_guest="abc', undefined],
  ['a cookie with a NUL', 'Cookie: pomopomo_guest=a\0b', 400],
  ['a cookie cut short', `Cookie: pomopomo_guest=${ana.token.slice(0, -1)}`, undefined],
  ['a token cut short', `Authorization: Bearer ${ana.token.slice(0, -1)}`, undefined],
  ['a token with another end', `Authorization: Bearer ${ana.token.slice(0, -1)}!`, undefined],
  ['a token that is not ASCII', 'Authorization: Bearer \xff\xfe\xc3\xa9', undefined],
  ['broken base64', 'Authorization: Bearer YWJj=ZGVm===', undefined],
  ['a JWT', `Authorization: Bearer ${jwt(40)}`, undefined],
  ['a JWT with a header of 12 KiB', `Authorization: Bearer ${jwt(12_000)}`, undefined],
  ['a JWT with a header of 1 MiB', `Authorization: Bearer ${jwt(1_048_576)}`, 431],
  ['no token', 'Authorization: Bearer', undefined],
  ['only spaces', `Authorization: ${' '.repeat(1000)}`, undefined],
  ['another scheme', 'Authorization: Basic YW5hOnNlY3JldA==', undefined],
  ['broken Basic', 'Authorization: Basic %%%', undefined],
  ['an unknown scheme', `Authorization: ${'x'.repeat(10_000)} y`, undefined],
  ['SQL', `Authorization: Bearer ' OR 1=1 --`, undefined],
]
const start = (method: string, path: string) =>
  `${method} ${path} HTTP/1.1\r\nHost: ${new URL(world.server.url).host}\r\n`

for (const [what, lines, status] of credentials) {
  describe(what, () => {
    test('may do nothing', async () => {
      const head = `${start('POST', '/api/rooms')}Content-Type: application/json\r\n`
      const wire = new Wire(world.server.url)
      wire.send(`${head}${lines}\r\nContent-Length: 2\r\n\r\n{}`)
      const answer = await wire.answer()
      wire.destroy()
      if (status) assert.equal(answer?.status, status)
      else assert.ok([401, 403].includes(answer?.status ?? 0), `${answer?.status}`)
    })

    test('opens no live connection for anybody', async () => {
      const upgrade =
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'
      for (const [path, more] of [
        ['/socket.io/?EIO=4&transport=polling', ''],
        ['/socket.io/?EIO=4&transport=websocket', upgrade],
      ] as const) {
        const wire = new Wire(world.server.url)
        wire.send(`${start('GET', path)}${more}${lines}\r\n\r\n`)
        const answer = await wire.answer()
        wire.destroy()
        // Engine.IO opens for anybody; who somebody is, is asked at CONNECT.
        if (status) assert.equal(answer?.status, status)
        else assert.ok((answer?.status ?? 500) < 500, `${answer?.status}`)
      }
    })
  })
}

test('the right token still works', async () => {
  assert.equal((await ana.rest.get<{ kind: string }>('/api/session')).kind, 'guest')
})
