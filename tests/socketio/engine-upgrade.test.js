import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'

import { assertRefused, Polling } from './lib/polling.js'
import { opcodes, openEngine, RawWebSocket } from './lib/raw-websocket.js'
import { startServer } from './lib/server.js'

let server
before(async () => {
  server = await startServer({ pingInterval: 60000, upgradeTimeout: 300, threads: 3 })
})
after(() => server.stop())

const offer = (session, to = server, path = '/engine.io/') =>
  RawWebSocket.open(to, `${path}?EIO=4&transport=websocket&sid=${session.sid}`)

async function probe(session, to, path) {
  const raw = await offer(session, to, path)
  assert.equal(raw.status, 101)
  raw.send('2probe')
  assert.equal(await raw.text(), '3probe')
  return raw
}

async function upgraded() {
  const session = await Polling.open(server)
  const raw = await probe(session)
  raw.send('5')
  raw.send('4switched')
  assert.equal(await raw.text(), '4switched')
  return [session, raw]
}

describe('an upgrade', () => {
  it('moves a session from polling to a WebSocket, from whatever loop', async () => {
    for (let i = 0; i < 12; i++) {
      const [, raw] = await upgraded()
      raw.destroy()
    }
  })

  it('ends a waiting GET with a noop', async () => {
    const session = await Polling.open(server)
    const waiting = session.receive()
    const raw = await probe(session)
    assert.deepEqual(await waiting, ['6'])
    raw.destroy()
  })

  it('answers a GET that comes between probe and switch at once', async () => {
    const session = await Polling.open(server)
    const raw = await probe(session)
    assert.deepEqual(await session.receive(), ['6'])
    raw.destroy()
  })

  it('sends by polling until the switch, and what is left over the WebSocket, in order', async () => {
    const session = await Polling.open(server)
    const raw = await probe(session)
    await session.send('4one', '4two')
    assert.deepEqual(await session.receive(), ['4one', '4two'])
    await session.send('4three', '4four')
    raw.send('5')
    raw.send('4five')
    for (const message of ['4three', '4four', '4five']) assert.equal(await raw.text(), message)
    raw.destroy()
  })

  it('leaves nothing for polling', async () => {
    const [session, raw] = await upgraded()
    await assertRefused(await session.get(), 400, 3)
    await assertRefused(await session.post('4x'), 400, 3)
    raw.send('4still here')
    assert.equal(await raw.text(), '4still here')
    raw.destroy()
  })

  it('leaves nothing for a second WebSocket', async () => {
    const [session, raw] = await upgraded()
    const second = await offer(session)
    assert.equal(second.status, 400)
    raw.send('4still here')
    assert.equal(await raw.text(), '4still here')
    raw.destroy()
  })
})

describe('a probe', () => {
  it('is refused while another runs', async () => {
    const session = await Polling.open(server)
    const raw = await probe(session)
    const second = await offer(session)
    assert.equal(second.status, 400)
    raw.send('5')
    raw.send('4x')
    assert.equal(await raw.text(), '4x')
    raw.destroy()
  })

  for (const [what, packet] of Object.entries({
    'a message': '4hello',
    'the switch': '5',
    'a plain ping': '2',
    'a close packet': '1',
    binary: Buffer.from([4]),
  })) {
    it(`ends when ${what} comes first; the session goes on by polling`, async () => {
      const session = await Polling.open(server)
      const raw = await offer(session)
      raw.send(packet)
      assert.equal((await raw.closed()).code, 1002)
      await session.send('4still here')
      assert.deepEqual(await session.receive(), ['4still here'])
      raw.destroy()
    })
  }

  it('ends when a message comes before the switch', async () => {
    const session = await Polling.open(server)
    const raw = await probe(session)
    raw.send('4early')
    assert.equal((await raw.closed()).code, 1002)
    await session.send('4still here')
    assert.deepEqual(await session.receive(), ['4still here'])
    raw.destroy()
  })

  it('ends by itself after the time allowed; another may follow', async () => {
    const session = await Polling.open(server)
    const raw = await probe(session)
    assert.equal((await raw.closed()).code, 1000)
    const second = await probe(session)
    second.send('5')
    second.send('4x')
    assert.equal(await second.text(), '4x')
    second.destroy()
  })

  it('that is cut leaves the session as it was', async () => {
    const session = await Polling.open(server)
    const raw = await probe(session)
    raw.destroy()
    await raw.ended
    await session.send('4x')
    assert.deepEqual(await session.receive(), ['4x'])
  })

  it('ends with its session', async () => {
    const session = await Polling.open(server)
    const raw = await probe(session)
    await session.send('1')
    assert.equal((await raw.closed()).type, 'close')
    raw.destroy()
  })
})

// Between probe and switch a client neither polls nor listens to the WebSocket's end: stock clients
// whose probe ended there would be told by nothing but a missing ping.
describe('a server that stops between probe and switch', () => {
  const path = '/socket.io/'
  let other
  let stopped
  let session
  let raw
  beforeEach(async () => {
    other = await startServer({ pingInterval: 60000, upgradeTimeout: 60000, threads: 1 })
    session = await Polling.open(other, path)
    raw = await probe(session, other, path)
    const bystander = await openEngine(other, path)
    stopped = other.stop()
    assert.equal((await bystander.closed()).type, 'close')
  })

  it('waits for the switch and says goodbye then', async () => {
    raw.frame({ opcode: opcodes.ping })
    assert.equal((await raw.next()).type, 'pong')
    raw.send('5')
    assert.equal((await raw.next()).type, 'close')
    raw.destroy()
    await stopped
  })

  it('lets a client go', async () => {
    raw.destroy()
    await stopped
  })
})
