import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, describe, it } from 'node:test'

import { assertRefused, Polling, separator } from './lib/polling.js'
import { startServer } from './lib/server.js'
import { settle, until, within } from './lib/until.js'

let server
before(async () => {
  server = await startServer({ pingInterval: 60000, maxPayload: 100000 })
})
after(() => server.stop())

describe('messages over polling', () => {
  it('carries one text message', async () => {
    const session = await Polling.open(server)
    await session.send('4hello')
    assert.deepEqual(await session.receive(), ['4hello'])
  })

  it('carries several in order, empty ones too', async () => {
    const session = await Polling.open(server)
    await session.send('4test1', '4', '4test2', '4héllo ✓ 𝄞')
    assert.deepEqual(await session.receive(), ['4test1', '4', '4test2', '4héllo ✓ 𝄞'])
  })

  it('carries binary as base64, byte by byte', async () => {
    const session = await Polling.open(server)
    for (const size of [0, 1, 2, 3, 255, 1000]) {
      const record = 'b' + randomBytes(size).toString('base64')
      await session.send('4before', record)
      assert.deepEqual(await session.receive(), ['4before', record])
    }
  })

  it('delivers to a GET that waits already', async () => {
    const session = await Polling.open(server)
    const waiting = session.receive()
    await session.send('4late')
    assert.deepEqual(await waiting, ['4late'])
  })

  it('ignores a pong and goes on', async () => {
    const session = await Polling.open(server)
    await session.send('3', '4after')
    assert.deepEqual(await session.receive(), ['4after'])
  })

  it('never lets an answer be cached', async () => {
    const session = await Polling.open(server)
    const posted = await session.post('4x')
    assert.equal(posted.headers.get('cache-control'), 'no-store')
    assert.equal((await session.get()).headers.get('cache-control'), 'no-store')
  })
})

describe('a session ends with 400', () => {
  const invalid = {
    'an unknown type': 'abc',
    'an empty body': '',
    'an empty record': `4a${separator}${separator}4b`,
    'a ping': '2',
    'a probe': '2probe',
    'an open packet': '0',
    'an upgrade packet': '5',
    'a noop': '6',
    'a type beyond the last': '7',
    'broken base64': 'b====',
    'base64 without padding': 'bAQI',
    'text that is no UTF-8': Buffer.from([0x34, 0xff, 0xfe]),
    'half a character': Buffer.from([0x34, 0xc3]),
  }
  for (const [what, body] of Object.entries(invalid)) {
    it(`when a POST has ${what}`, async () => {
      const session = await Polling.open(server)
      await assertRefused(await session.post(body), 400, 3)
      await assertRefused(await session.get(), 400, 1)
    })
  }

  it('when a second GET comes while one waits; the first gets a close packet', async () => {
    const session = await Polling.open(server)
    const [first, second] = await Promise.all([
      session.get(),
      // On a connection of its own, once the first is parked for sure.
      parked(session).then(() => session.get()),
    ])
    assert.equal(first.status, 200)
    assert.equal(await first.text(), '1')
    assert.equal(second.status, 400)
    await assertRefused(await session.get(), 400, 1)
  })

  it('when a second POST comes while one is held back', async () => {
    const session = await Polling.open(server, '/socket.io/')
    await session.send('40')
    await session.receive()
    // The handler waits for an answer of ours, and more events than may wait come behind it.
    const held = session.post(
      ['42["server-ack-me"]', ...Array.from({ length: 100 }, () => '42["message"]')].join(separator),
    )
    assert.deepEqual(await session.receive(), ['420["question"]'])
    await assertRefused(await session.post('430[]'), 400, 3)
    assert.equal((await within(held, 'the first POST')).status, 400)
    await assertRefused(await session.get(), 400, 1)
  })
})

describe('a second POST while the body of one is on its way', () => {
  it('is refused, and the first too', async () => {
    const session = await Polling.open(server)
    const socket = connect(server.port, '127.0.0.1')
    await once(socket, 'connect')
    const target = session.address.slice(server.url.length)
    socket.write(`POST ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\n4he`)
    // The session is the same for who waits by GET: it ends as soon as the second POST shows up.
    const waiting = session.get()
    let status
    do status = (await session.post('4x')).status
    while (status === 200) // until the server has seen the first one's head
    assert.equal(status, 400)
    assert.match(await (await waiting).text(), /1$|^4x/)
    socket.write('llo')
    assert.match(String(await once(socket, 'data')), /^HTTP\/1.1 400 /)
    socket.destroy()
    await assertRefused(await session.get(), 400, 1)
  })

  it('is fine once the first was answered, however slowly it came', async () => {
    const session = await Polling.open(server)
    const socket = connect(server.port, '127.0.0.1')
    await once(socket, 'connect')
    socket.setNoDelay(true)
    const target = session.address.slice(server.url.length)
    for (let i = 0; i < 50; i++) {
      for (const part of [`POST ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n`, '4']) {
        socket.write(part)
        await settle()
      }
      const answer = once(socket, 'data')
      socket.write('ab')
      assert.match(String(await answer), /^HTTP\/1.1 200 /)
      await session.send('4next')
      assert.deepEqual(await session.receive(), ['4ab', '4next'])
    }
    socket.destroy()
  })
})

// Resolves when the server has surely parked a GET sent just now: a later round trip on the session's own loop is over.
async function parked(session) {
  for (let i = 0; i < 5; i++) await session.send('3')
}

describe('limits of a body', () => {
  it('takes one of exactly the limit', async () => {
    const session = await Polling.open(server)
    const message = '4' + 'x'.repeat(99999)
    await session.send(message)
    assert.deepEqual(await session.receive(), [message])
  })

  it('answers 413 to one byte more', async () => {
    const session = await Polling.open(server)
    const response = await session.post('4' + 'x'.repeat(100000))
    assert.equal(response.status, 413)
  })
})

describe('a client that goes away', () => {
  it('is noticed at once when its GET is cut', async () => {
    const session = await Polling.open(server)
    const socket = connect(server.port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(`GET ${session.address.slice(server.url.length)} HTTP/1.1\r\nHost: x\r\n\r\n`)
    await parked(session)
    socket.destroy()
    await once(socket, 'close')
    let response
    await until(async () => {
      response = await session.post('3')
      await response.text()
      return response.status !== 200
    }, 'the session has ended')
    assert.equal(response.status, 400)
  })

  it('ends its session by a close packet, and its GET with a noop', async () => {
    const session = await Polling.open(server)
    const waiting = session.receive()
    await parked(session)
    await session.send('1')
    assert.deepEqual(await waiting, ['6'])
    await assertRefused(await session.get(), 400, 1)
  })
})
