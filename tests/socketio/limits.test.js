// Who breaks a limit, and what it costs them alone.
import assert from 'node:assert/strict'
import { Agent, request } from 'node:http'
import { after, before, describe, it } from 'node:test'

import { assertRefused, Polling, separator } from './lib/polling.js'
import { opcodes, openEngine, openSocket, RawWebSocket } from './lib/raw-websocket.js'
import { startServer } from './lib/server.js'
import { until, within } from './lib/until.js'

let server
before(async () => {
  server = await startServer({
    pingInterval: 60000,
    maxPayload: 20000,
    maxQueue: 100000,
    stallTimeout: 500,
    ackTimeout: 200,
    checkOrigin: true,
    bindCookie: 'session',
  })
})
after(() => server.stop())

describe('a WebSocket is closed (WS8)', () => {
  it('with 1009 for a message above the limit, whole or in pieces', async () => {
    for (const frames of [
      [{ opcode: opcodes.text, payload: '4' + 'x'.repeat(20000) }],
      [
        { opcode: opcodes.text, fin: false, payload: '4' + 'x'.repeat(15000) },
        { opcode: opcodes.continuation, payload: 'x'.repeat(15000) },
      ],
    ]) {
      const raw = await openEngine(server)
      for (const frame of frames) raw.frame(frame)
      assert.equal((await raw.closed()).code, 1009)
      raw.destroy()
    }
  })

  it('with 1008 for more than 64 fragments', async () => {
    const raw = await openEngine(server)
    raw.frame({ opcode: opcodes.text, fin: false, payload: '4' })
    for (let i = 0; i < 63; i++) raw.frame({ opcode: opcodes.continuation, fin: false })
    raw.frame({ opcode: opcodes.ping })
    assert.equal((await raw.next()).type, 'pong')
    raw.frame({ opcode: opcodes.continuation })
    assert.equal((await raw.closed()).code, 1008)
    raw.destroy()
  })

  it('with 1008 for a flood of pings', async () => {
    const raw = await openEngine(server)
    for (let i = 0; i < 300; i++) raw.frame({ opcode: opcodes.ping })
    assert.equal((await raw.closed()).code, 1008)
    raw.destroy()
  })
})

describe('a slow consumer (DS4)', () => {
  const flood = (raw) => {
    raw.socket.pause() // and never reads again
    const message = '42["message","' + 'x'.repeat(19000) + '"]'
    for (let i = 0; i < 2000; i++) raw.send(message)
  }

  it('is cut off when its queue is full; others are unharmed', async () => {
    const auth = '{"room":"slow"}'
    const watcher = await openSocket(server, auth)
    const slow = await openSocket(server, auth)
    flood(slow)
    assert.equal(await watcher.text(), '42["left","slow_consumer"]')
    slow.destroy()
    watcher.destroy()
  })

  it('is cut off by polling too', async () => {
    const watcher = await openSocket(server, '{"room":"slow polling"}')
    const session = await Polling.open(server, '/socket.io/')
    await session.send('40{"room":"slow polling"}')
    const message = '42["message","' + 'x'.repeat(19000) + '"]'
    let status = 200
    for (let i = 0; i < 20 && status === 200; i++) status = (await session.post(message)).status
    assert.equal(status, 400)
    assert.equal(await watcher.text(), '42["left","slow_consumer"]')
    watcher.destroy()
  })
})

describe('a sid (WS2)', () => {
  const cookie = { Cookie: 'session=mine' }
  const foreign = { Cookie: 'session=theirs' }

  it('serves only the cookie that opened it', async () => {
    const session = await Polling.open(server, '/socket.io/', cookie)
    for (const headers of [foreign, {}]) {
      await assertRefused(await session.get({ headers }), 403, 4)
      await assertRefused(await session.post('40', { headers }), 403, 4)
      const target = `/socket.io/?EIO=4&transport=websocket&sid=${session.sid}`
      const raw = await RawWebSocket.open(server, target, headers)
      assert.notEqual(raw.status, 101)
      raw.destroy()
    }
    await session.send('40')
    assert.match((await session.receive())[0], /^40/)
  })

  it('may be taken to a WebSocket by that cookie', async () => {
    const session = await Polling.open(server, '/socket.io/', cookie)
    const target = `/socket.io/?EIO=4&transport=websocket&sid=${session.sid}`
    const raw = await RawWebSocket.open(server, target, cookie)
    assert.equal(raw.status, 101)
    raw.destroy()
  })
})

describe('a foreign origin (WS1)', () => {
  for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1.evil.example']) {
    it(`is refused by polling, by WebSocket and by upgrade: ${origin}`, async () => {
      const headers = { Origin: origin }
      const polling = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, { headers })
      await assertRefused(polling, 403, 4)
      const session = await Polling.open(server, '/socket.io/')
      for (const sid of ['', `&sid=${session.sid}`]) {
        const target = '/socket.io/?EIO=4&transport=websocket' + sid
        const raw = await RawWebSocket.open(server, target, headers)
        assert.equal(raw.status, 403)
        raw.destroy()
      }
    })
  }
})

describe('many requests at once', () => {
  it('for one sid are all answered, the session is closed, nothing stays open (WS9)', async () => {
    const base = server.openFiles()
    const session = await Polling.open(server)
    const agent = new Agent()
    const get = () =>
      new Promise((resolve, reject) => {
        const answered = (response) => resolve(response.resume().statusCode)
        request(session.address, { agent }, answered).on('error', reject).end()
      })
    const statuses = await within(
      Promise.all(Array.from({ length: 500 }, get)),
      'all answers',
    )
    assert.ok(statuses.every((status) => [200, 400].includes(status)))
    await assertRefused(await session.get(), 400, 1)
    agent.destroy()
    await until(() => server.openFiles() <= base + 2, 'its files are closed')
  })

  it('in one payload are handled one by one, the rest waits', async () => {
    const session = await Polling.open(server, '/socket.io/')
    await session.send('40')
    await session.receive()
    const events = Array.from({ length: 1000 }, (_, i) => `42["message",${i}]`)
    await session.send(events.slice(0, 500).join(separator), events.slice(500).join(separator))
    const back = []
    while (back.length < 1000) back.push(...(await session.receive()))
    assert.deepEqual(back.filter((packet) => packet.includes('back')).length, 1000)
  })
})

describe('a question without an answer', () => {
  it('ends the handler, not the connection', async () => {
    const raw = await openSocket(server)
    raw.send('427["server-ack-me"]')
    assert.equal(await raw.text(), '420["question"]')
    assert.equal(await raw.text(), '437[{"ok":false}]')
    raw.send('430["late"]')
    raw.send('42["message"]')
    assert.equal(await raw.text(), '42["message-back"]')
    raw.destroy()
  })
})
