// What a client may send in masses, and what it gets for it (DS5, DS6, WS8): a close frame for itself, nothing for others.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { deflateRawSync } from 'node:zlib'

import { Polling } from './lib/polling.js'
import { encodeFrame, opcodes, openEngine, openSocket, RawWebSocket } from './lib/raw-websocket.js'
import { startServer } from './lib/server.js'

const { continuation, text, binary, ping, pong } = opcodes
const payloadLimit = 64 * 1024

let server
let honest
before(async () => {
  server = await startServer({ pingInterval: 60000 })
  honest = await openSocket(server)
})
after(async () => {
  honest.destroy()
  await server.stop()
})

const many = (count, frame) => Buffer.concat(Array(count).fill(encodeFrame(frame)))
// A header that announces so many bytes; none of them follows.
function announce(length) {
  const header = Buffer.alloc(10)
  header.writeUInt8(0x80 | binary, 0)
  header.writeUInt8(0xff, 1)
  header.writeBigUInt64BE(length, 2)
  return header
}

describe('a flood', () => {
  const fragments = [
    encodeFrame({ opcode: text, fin: false, payload: '4' }),
    many(100_000, { opcode: continuation, fin: false, payload: 'x' }),
  ]
  for (const [what, code, ...bytes] of [
    ['of pings', 1008, many(10_000, { opcode: ping, payload: 'x'.repeat(125) })],
    ['of pongs', 1008, many(10_000, { opcode: pong })],
    ['of pings inside a message', 1008, fragments[0], many(10_000, { opcode: ping })],
    ['of empty messages', 1002, many(10_000, { opcode: text })],
    ['of empty binary messages', 1002, many(10_000, { opcode: binary })],
    ['of fragments of one byte', 1008, ...fragments],
    ['of empty fragments', 1008, fragments[0], many(10_000, { opcode: continuation, fin: false })],
    ['of reserved opcodes', 1002, many(10_000, { opcode: 3 }), many(10_000, { opcode: 11 })],
    ['of 2^63 bytes', 1002, announce(2n ** 63n)],
    ['of 2^63 - 1 bytes', 1009, announce(2n ** 63n - 1n)],
    ['of 2^32 bytes', 1009, announce(2n ** 32n)],
  ]) {
    it(`${what} ends with ${code}; others are served (DS5)`, async () => {
      const raw = await openSocket(server)
      for (const part of bytes) raw.socket.write(part)
      assert.equal((await raw.closed()).code, code)
      raw.destroy()
      honest.send(`421["echo","after a flood ${what}"]`)
      assert.equal(await honest.text(), `431["after a flood ${what}"]`)
    })
  }
})

describe('a message (WS8)', () => {
  const message = (bytes) => '42["message","' + 'x'.repeat(bytes - '42["message",""]'.length) + '"]'

  it('may have 64 KiB, and not a byte more, by WebSocket', async () => {
    const raw = await openSocket(server)
    raw.send(message(payloadLimit))
    assert.match(await raw.text(), /^42\["message-back","x{60000}/)
    raw.send(message(payloadLimit + 1))
    assert.equal((await raw.closed()).code, 1009)
    raw.destroy()
  })

  it('may have 64 KiB, and not a byte more, by polling', async () => {
    const session = await Polling.open(server, '/socket.io/')
    await session.send('40')
    await session.receive()
    await session.send(message(payloadLimit))
    assert.match((await session.receive())[0], /^42\["message-back","x{60000}/)
    assert.equal((await session.post(message(payloadLimit + 1))).status, 413)
  })
})

describe('compression (DS6)', () => {
  it('is not offered, and a compressed frame ends the connection', async () => {
    const target = '/engine.io/?EIO=4&transport=websocket'
    const raw = await RawWebSocket.open(server, target, {
      'Sec-WebSocket-Extensions': 'permessage-deflate; client_no_context_takeover',
    })
    assert.doesNotMatch(raw.head, /Sec-WebSocket-Extensions/i)
    const bomb = deflateRawSync(Buffer.alloc(10_000_000, 'x'))
    raw.frame({ opcode: text, rsv: 4, payload: bomb })
    assert.equal((await raw.closed()).code, 1002)
    raw.destroy()
  })

  it('of answers by polling does not happen either', async () => {
    const response = await fetch(`${server.url}/engine.io/?EIO=4&transport=polling`, {
      headers: { 'Accept-Encoding': 'gzip, deflate, br' },
    })
    assert.equal(response.headers.get('content-encoding'), null)
  })
})

describe('attachments (WS7)', () => {
  it('may not come before CONNECT, however many', async () => {
    const raw = await openEngine(server, '/socket.io/')
    raw.socket.write(many(100_000, { opcode: binary }))
    assert.equal((await raw.closed()).code, 1002)
    raw.destroy()
  })

  it('that nobody announced end the connection', async () => {
    const raw = await openSocket(server)
    raw.send('451-["echo",{"_placeholder":true,"num":0}]')
    raw.socket.write(many(100_000, { opcode: binary }))
    assert.equal((await raw.closed()).code, 1002)
    raw.destroy()
  })
})
