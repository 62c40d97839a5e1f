import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ask, connectFrom, guestFrom } from '../lib/from.ts'
import { Nginx } from '../lib/nginx.ts'
import { Server, temporaryDirectory } from '../lib/server.ts'
import { hangs, until } from '../lib/until.ts'

// The sample of deploy/nginx as it is: two nodes behind a real nginx.

const proxied = ['--trusted-proxies', '127.0.0.1/32']

async function start(flags: string[] = []): Promise<Server> {
  const server = await Server.start({ flags: [...proxied, ...flags] })
  after(() => server.stop())
  return server
}

async function kindOf(url: string, token: string): Promise<string> {
  const answer = await ask(`${url}/api/session`, { headers: { authorization: `Bearer ${token}` } })
  return (JSON.parse(answer.body) as { kind: string }).kind
}

const nodes = [await start(), await start()]
const nginx = await Nginx.start(nodes.map((node) => node.url))
after(() => nginx.stop())

test('pages and the API come through, with their security headers once', async () => {
  const page = await ask(`${nginx.url}/`)
  assert.equal(page.status, 200)
  assert.match(page.body, /<html/)
  assert.equal(page.headers['x-content-type-options'], 'nosniff')
  assert.equal(await kindOf(nginx.url, 'nobody'), 'none')
})

test('each address keeps its node, and both nodes have work', async () => {
  const served = new Map<Server, number>(nodes.map((node) => [node, 0]))
  for (let host = 2; host < 18; ++host) {
    const token = await guestFrom(nginx.url, { from: `127.0.0.${host}` })
    for (const node of nodes) {
      if ((await kindOf(node.url, token)) === 'guest') served.set(node, (served.get(node) ?? 0) + 1)
    }
  }
  const counts = [...served.values()]
  assert.equal(counts[0]! + counts[1]!, 16)
  assert.ok(Math.min(...counts) > 0, `one node has everybody: ${counts.join(' and ')}`)
})

for (const transports of [['polling'], ['websocket'], ['polling', 'websocket']]) {
  test(`a live connection over ${transports.join(', then ')} holds with two nodes`, async () => {
    for (const from of ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5']) {
      const token = await guestFrom(nginx.url, { from })
      const socket = connectFrom(nginx.url, token, { from, transports })
      after(() => socket.disconnect())
      const last = transports.at(-1)
      await until(() => socket.io.engine?.transport.name === last && socket.connected, {
        what: () => `${from} over ${last}`,
      })
      const { id } = socket
      for (let i = 0; i < 20; ++i) {
        const answer = (await socket.timeout(hangs).emitWithAck('clock:ping', {})) as {
          ok: boolean
        }
        assert.ok(answer.ok)
      }
      assert.equal(socket.id, id, 'and never had to come back')
    }
  })
}

test("nginx's own limits are the program's: too much is refused before it is sent on", async () => {
  const body = { displayName: 'x'.repeat(70_000) }
  assert.equal((await ask(`${nginx.url}/api/guests`, { method: 'POST', body })).status, 413)
  assert.equal((await ask(`${nginx.url}/${'x'.repeat(9000)}`)).status, 414)
  const headers = { authorization: 'Bearer nobody', 'content-type': 'image/png' }
  for (const [method, path] of [
    ['PUT', '/api/me/avatar'],
    ['POST', '/api/rooms/pomo-ABCDEF/board/files'],
  ] as const) {
    const image = await ask(nginx.url + path, { method, headers, body: Buffer.alloc(100_000) })
    assert.equal(image.status, 401, `${path} gets to the program`)
  }
})

test('metrics are not for the public (HT9)', async () => {
  assert.equal((await ask(`${nginx.url}/metrics`)).status, 404)
})

test('a node that ends is gone around; with none left the answer says so', async () => {
  const mine = [await start(), await start()]
  const front = await Nginx.start(mine.map((node) => node.url))
  after(() => front.stop())
  await mine[0]!.stop()
  for (let host = 2; host < 10; ++host) {
    const answer = await ask(`${front.url}/api/session`, { from: `127.0.0.${host}` })
    assert.equal(answer.status, 200, 'whichever node the address had')
  }
  await mine[1]!.stop()
  const answer = await ask(`${front.url}/api/session`)
  assert.equal(answer.status, 503)
  assert.equal(answer.headers['retry-after'], '2')
  assert.equal(answer.headers['content-type'], 'application/problem+json')
  assert.equal((JSON.parse(answer.body) as { code: string }).code, 'unavailable')
})

test('over TLS cookies are bound to the host and count for live connections (SE1)', async () => {
  const files = temporaryDirectory()
  after(() => files.remove())
  const tls = { certificate: join(files.path, 'c.pem'), key: join(files.path, 'k.pem') }
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1']
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject]
  execFileSync('openssl', [...made, '-keyout', tls.key, '-out', tls.certificate], {
    stdio: 'ignore',
  })
  const origin = 'https://pomo.example.org'
  const node = await start(['--public-url', origin])
  const front = await Nginx.start([node.url], { tls })
  after(() => front.stop())

  const script = `
    const { io } = require('socket.io-client')
    ;(async () => {
      const headers = { origin: '${origin}', 'content-type': 'application/json' }
      const made = await fetch('${front.url}/api/guests', { method: 'POST', body: '{}', headers })
      const cookie = made.headers.get('set-cookie')
      const socket = io('${front.url}', { extraHeaders: { origin: '${origin}', cookie: cookie.split(';')[0] } })
      socket.on('connect_error', (error) => { throw error })
      const answer = await socket.timeout(${hangs}).emitWithAck('clock:ping', {})
      console.log(JSON.stringify({ cookie, ok: answer.ok }))
      socket.disconnect()
    })()`
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: tls.certificate }
  const said = execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8' })
  const { cookie, ok } = JSON.parse(said) as { cookie: string; ok: boolean }
  assert.match(cookie, /^__Host-pomopomo_guest=[^;]+;.*Secure/)
  assert.ok(ok)
})
