// How much one client, one address and all together may have: events a second, bad input, sessions.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'

import { Polling, separator } from './lib/polling.js'
import { openSocket, RawWebSocket } from './lib/raw-websocket.js'
import { startServer } from './lib/server.js'
import { until } from './lib/until.js'

const burst = 100
const perSecond = 50
const echoes = (count) => Array.from({ length: count }, (_, i) => `42${i}["echo",${i}]`)
const isRefusal = (answer) => answer.endsWith('[{"ok":false}]')

describe('events of one connection', () => {
  let server
  before(async () => {
    server = await startServer({ pingInterval: 60000, eventsPerSecond: perSecond, maxBadInputs: 20 })
  })
  after(() => server.stop())

  // The CONNECT took one of the burst; the bucket gains some while we wait.
  function assertBurst(answers, seconds) {
    const taken = answers.filter((answer) => !isRefusal(answer)).length
    assert.ok(taken >= burst - 1 && taken <= burst + Math.ceil(seconds * perSecond) + 1, `${taken}`)
    answers.forEach((answer) => assert.match(answer, /^43\d+\[(\d+|\{"ok":false\})\]$/))
  }

  it('are taken up to a burst of 100, the others get an error ack, by WebSocket', async () => {
    const raw = await openSocket(server)
    const start = performance.now()
    for (const event of echoes(200)) raw.send(event)
    const answers = []
    while (answers.length < 200) answers.push(await raw.text())
    assertBurst(answers, (performance.now() - start) / 1000)
    await until(async () => {
      raw.send('421["echo","again"]')
      return (await raw.text()) === '431["again"]'
    }, 'events are taken again')
    raw.destroy()
  })

  it('are taken up to a burst of 100, the others get an error ack, by polling', async () => {
    const session = await Polling.open(server, '/socket.io/')
    await session.send('40')
    await session.receive()
    const start = performance.now()
    await session.send(...echoes(200))
    const answers = []
    while (answers.length < 200) answers.push(...(await session.receive()))
    const acks = answers.filter((answer) => answer.startsWith('43'))
    assertBurst(acks, (performance.now() - start) / 1000)
  })

  it('that do not stop end it: at the third second of refusals', async () => {
    const watcher = await openSocket(server, '{"room":"strikes"}')
    const raw = await openSocket(server, '{"room":"strikes"}')
    const start = performance.now()
    let open = true
    raw.ended.then(() => (open = false))
    await until(() => {
      if (open) for (const event of echoes(20)) raw.send(event)
      return !open
    }, 'the connection is closed')
    assert.ok(performance.now() - start > 1900)
    assert.equal((await raw.closed()).code, 1008)
    assert.equal(await watcher.text(), '42["left","rate_limited"]')
    watcher.destroy()
  })

  it('count a CONNECT too: one that comes too often ends it', async () => {
    const raw = await openSocket(server)
    for (let i = 0; i < 2 * burst; i++) {
      raw.send('41')
      raw.send('40')
    }
    assert.equal((await raw.closed()).code, 1008)
    raw.destroy()
  })

  it('do not slow others down', async () => {
    const [greedy, other] = [await openSocket(server), await openSocket(server)]
    for (const event of echoes(200)) greedy.send(event)
    other.send('421["echo","mine"]')
    assert.equal(await other.text(), '431["mine"]')
    greedy.destroy()
    other.destroy()
  })

  it('may be bad 19 times in ten seconds, not 20 times (WS6)', async () => {
    const raw = await openSocket(server)
    const bad = '421["echo",{"a":1,"a":2}]'
    for (let i = 0; i < 19; i++) {
      raw.send(bad)
      assert.equal(await raw.text(), '431[{"ok":false}]')
    }
    raw.send('421["echo","good"]')
    assert.equal(await raw.text(), '431["good"]')
    raw.send(bad)
    assert.equal(await raw.text(), '431[{"ok":false}]')
    assert.equal((await raw.closed()).code, 1008)
    raw.destroy()
  })

  it('may not be bad 20 times by polling either (WS6)', async () => {
    const session = await Polling.open(server, '/socket.io/')
    await session.send('40')
    const bad = Array(25).fill('42["echo",1e309]').join(separator)
    await session.post(bad)
    assert.equal((await session.post('42["echo"]')).status, 400)
  })
})

describe('sessions (DS3)', () => {
  let server
  beforeEach(async () => {
    server = await startServer({ maxSessions: 6, maxSessionsPerAddress: 3, connectTimeout: 400 })
  })
  afterEach(() => server.stop())

  // A GET that opens a session, from that address.
  async function open(localAddress) {
    const target = `${server.url}/socket.io/?EIO=4&transport=polling`
    const asked = request(target, { localAddress, agent: false }).end()
    const [response] = await once(asked, 'response')
    let body = ''
    for await (const piece of response) body += piece
    return { status: response.statusCode, retryAfter: response.headers['retry-after'], body }
  }
  const upgrade = (localAddress) =>
    RawWebSocket.open(server, '/socket.io/?EIO=4&transport=websocket', {}, localAddress)

  it('are counted by address and in all, and come free again', async () => {
    for (let i = 0; i < 2; i++) assert.equal((await open('127.0.0.2')).status, 200)
    const socket = await upgrade('127.0.0.2')
    assert.equal(socket.status, 101)

    const refused = await open('127.0.0.2')
    assert.equal(refused.status, 429)
    assert.equal(refused.retryAfter, '5')
    assert.equal(JSON.parse(refused.body).code, 3)
    assert.equal((await upgrade('127.0.0.2')).status, 429)

    for (let i = 0; i < 3; i++) assert.equal((await open('127.0.0.3')).status, 200)
    assert.equal((await open('127.0.0.4')).status, 503)
    assert.equal((await upgrade('127.0.0.4')).status, 503)

    // None of them sends CONNECT: they are gone after the time allowed for that.
    socket.destroy()
    await until(async () => (await open('127.0.0.2')).status === 200, 'there is room again')
  })

  it('that never say CONNECT are gone after the time for it (WS3)', async () => {
    const statuses = []
    for (let i = 0; i < 4; i++) statuses.push((await open('127.0.0.5')).status)
    assert.deepEqual(statuses, [200, 200, 200, 429])
    await until(async () => (await open('127.0.0.5')).status === 200, 'there is room again')
  })
})
