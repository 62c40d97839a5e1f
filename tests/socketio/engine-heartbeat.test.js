import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

import { assertRefused, Polling } from './lib/polling.js'
import { openEngine } from './lib/raw-websocket.js'
import { startServer } from './lib/server.js'

const interval = 300
const timeout = 200

let server
before(async () => {
  server = await startServer({ pingInterval: interval, pingTimeout: timeout })
})
after(() => server.stop())

// `start` is before the server began to count. Early by no more than rounding, late by whatever a busy machine takes.
function assertNotBefore(start, wanted) {
  const took = performance.now() - start
  assert.ok(took > wanted - 10, `${took} ms instead of ${wanted} ms`)
}

describe('the server pings', () => {
  it('over polling, again after each pong', async () => {
    let start = performance.now()
    const session = await Polling.open(server)
    for (let i = 0; i < 3; i++) {
      assert.deepEqual(await session.receive(), ['2'])
      assertNotBefore(start, interval)
      start = performance.now()
      await session.send('3')
    }
  })

  it('over a WebSocket, again after each pong', async () => {
    let start = performance.now()
    const raw = await openEngine(server)
    for (let i = 0; i < 3; i++) {
      assert.equal((await raw.next()).data, '2')
      assertNotBefore(start, interval)
      start = performance.now()
      raw.send('3')
    }
    raw.destroy()
  })
})

describe('a client that does not answer', () => {
  it('has lost its polling session exactly after interval and timeout', async () => {
    const sessions = await Promise.all(Array.from({ length: 10 }, () => Polling.open(server)))
    await sleep(interval + timeout) // the very time is what this is about
    for (const session of sessions) await assertRefused(await session.get(), 400, 1)
  })

  it('keeps its polling session until shortly before', async () => {
    // On a machine so busy that the time is over before the pong was sent, nothing was learned: once more.
    for (;;) {
      const start = performance.now()
      const session = await Polling.open(server)
      await sleep(interval + timeout / 4)
      const pong = session.send('3')
      if (performance.now() - start < interval + timeout - 20) return await pong
      await pong.catch(() => {})
    }
  })

  it('loses its WebSocket at the same time', async () => {
    const start = performance.now()
    const raw = await openEngine(server)
    assert.equal((await raw.closed()).type, 'close')
    assertNotBefore(start, interval + timeout)
    raw.destroy()
  })
})

describe('over a WebSocket', () => {
  let calm // no ping comes in between
  before(async () => {
    calm = await startServer({ pingInterval: 60000 })
  })
  after(() => calm.stop())

  for (const [what, packet] of Object.entries({
    'a ping': '2',
    'a probe': '2probe',
    'an unknown type': 'abc',
    'an empty message': '',
    'an open packet': '0{}',
    'an upgrade packet': '5',
    'a noop': '6',
  })) {
    it(`ends the session for ${what}`, async () => {
      const raw = await openEngine(calm)
      raw.send(packet)
      assert.equal((await raw.closed()).code, 1002)
      raw.destroy()
    })
  }

  it('closes at once on a close packet', async () => {
    const raw = await openEngine(calm)
    raw.send('1')
    assert.equal((await raw.closed()).code, 1000)
    raw.destroy()
  })

  it('carries text and binary messages', async () => {
    const raw = await openEngine(calm)
    raw.send('4hello ✓')
    assert.equal(await raw.text(), '4hello ✓')
    raw.send(Buffer.from([1, 2, 3, 4]))
    assert.deepEqual(await raw.next(), { type: 'binary', data: Buffer.from([1, 2, 3, 4]) })
    raw.destroy()
  })
})
