import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { assertRefused, Polling } from './lib/polling.js'
import { openEngine, RawWebSocket } from './lib/raw-websocket.js'
import { startServer } from './lib/server.js'

let server
before(async () => {
  server = await startServer({ pingInterval: 300, pingTimeout: 200, maxPayload: 1000000 })
})
after(() => server.stop())

function assertOpenPacket(packet, upgrades) {
  assert.deepEqual(Object.keys(packet).sort(), [
    'maxPayload',
    'pingInterval',
    'pingTimeout',
    'sid',
    'upgrades',
  ])
  assert.match(packet.sid, /^[0-9a-f]{5}[\w-]{22,}$/)
  assert.deepEqual(packet.upgrades, upgrades)
  assert.equal(packet.pingInterval, 300)
  assert.equal(packet.pingTimeout, 200)
  assert.equal(packet.maxPayload, 1000000)
}

describe('opening a session', () => {
  it('answers a GET with the open packet, never to be cached', async () => {
    const response = await fetch(`${server.url}/engine.io/?EIO=4&transport=polling`)
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('cache-control'), 'no-store')
    assert.match(response.headers.get('content-type'), /^text\/plain; charset=utf-8$/i)
    const text = await response.text()
    assert.equal(text[0], '0')
    assertOpenPacket(JSON.parse(text.slice(1)), ['websocket'])
  })

  it('answers a WebSocket handshake as the RFC computes it, without extensions', async () => {
    const raw = await RawWebSocket.open(server, '/engine.io/?EIO=4&transport=websocket', {
      'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits',
      'Sec-WebSocket-Protocol': 'chat',
    })
    assert.equal(raw.status, 101)
    assert.match(raw.head, /Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=/)
    assert.doesNotMatch(raw.head, /Sec-WebSocket-(Extensions|Protocol)/i)
    const text = await raw.text()
    assert.equal(text[0], '0')
    assertOpenPacket(JSON.parse(text.slice(1)), [])
    raw.destroy()
  })

  it('gives every session another sid', async () => {
    const sids = new Set()
    for (let i = 0; i < 20; i++) sids.add((await Polling.open(server)).sid)
    assert.equal(sids.size, 20)
  })
})

describe('a request that cannot open a session', () => {
  const cases = [
    ['no transport', '?EIO=4', 'GET', 0],
    ['an unknown transport', '?EIO=4&transport=abc', 'GET', 0],
    ['an unknown sid', '?EIO=4&transport=polling&sid=abc', 'GET', 1],
    ['a sid of another node', `?EIO=4&transport=polling&sid=00100${'a'.repeat(24)}`, 'GET', 1],
    ['a sid of no loop', `?EIO=4&transport=polling&sid=000ff${'a'.repeat(24)}`, 'GET', 1],
    ['an empty sid', '?EIO=4&transport=polling&sid=', 'GET', 1],
    ['POST', '?EIO=4&transport=polling', 'POST', 2],
    ['PUT', '?EIO=4&transport=polling', 'PUT', 2],
    ['websocket without an upgrade', '?EIO=4&transport=websocket', 'GET', 3],
    ['no version', '?transport=polling', 'GET', 5],
    ['version 3', '?EIO=3&transport=polling', 'GET', 5],
    ['a version that is no number', '?EIO=abc&transport=polling', 'GET', 5],
  ]
  for (const [what, query, method, code] of cases) {
    it(`is refused with code ${code}: ${what}`, async () => {
      await assertRefused(await fetch(`${server.url}/engine.io/${query}`, { method }), 400, code)
    })
  }

  const upgrades = [
    ['no transport', '?EIO=4'],
    ['an unknown transport', '?EIO=4&transport=abc'],
    ['polling', '?EIO=4&transport=polling'],
    ['no version', '?transport=websocket'],
    ['version 3', '?EIO=3&transport=websocket'],
    ['an unknown sid', '?EIO=4&transport=websocket&sid=abc'],
  ]
  for (const [what, query] of upgrades) {
    it(`is refused as an upgrade with a text: ${what}`, async () => {
      const raw = await RawWebSocket.open(server, '/engine.io/' + query)
      assert.equal(raw.status, 400)
      assert.match(raw.head, /content-type: text\/plain/i)
      raw.destroy()
    })
  }
})

describe('a request with the sid of a session', () => {
  it('is refused when the method is neither GET nor POST', async () => {
    const session = await Polling.open(server)
    await assertRefused(await fetch(session.address, { method: 'PUT' }), 400, 2)
    await session.send('4still here')
    assert.deepEqual(await session.receive(), ['4still here'])
  })

  it('is refused by polling when the session is on a WebSocket', async () => {
    const raw = await openEngine(server)
    const polling = new Polling(server, '/engine.io/', raw.handshake.sid)
    await assertRefused(await polling.get(), 400, 3)
    await assertRefused(await polling.post('4a'), 400, 3)
    raw.send('4a')
    assert.equal(await raw.text(), '4a')
    raw.destroy()
  })
})
