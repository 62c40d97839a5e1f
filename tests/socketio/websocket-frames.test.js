// The WebSocket codec by raw frames, on the plain echo.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { closePayload, encodeFrame, opcodes, RawWebSocket } from './lib/raw-websocket.js'
import { startServer } from './lib/server.js'

let server
before(async () => {
  server = await startServer({ rawEcho: true })
})
after(() => server.stop())

async function withEcho(use) {
  const raw = await RawWebSocket.open(server, '/ws-echo')
  assert.equal(raw.status, 101)
  try {
    await use(raw)
  } finally {
    raw.destroy()
  }
}

const { continuation, text, binary, close, ping, pong } = opcodes

describe('messages', () => {
  for (const size of [0, 1, 125, 126, 127, 128, 65535, 65536, 1 << 20]) {
    it(`of ${size} bytes come back, text and binary`, () =>
      withEcho(async (raw) => {
        raw.send('*'.repeat(size))
        assert.equal((await raw.next()).data, '*'.repeat(size))
        raw.send(Buffer.alloc(size, 0xfe))
        assert.deepEqual((await raw.next()).data, Buffer.alloc(size, 0xfe))
      }))
  }

  it('of 16 MiB come back, in one frame and in many', () =>
    withEcho(async (raw) => {
      const data = Buffer.alloc(16 << 20, 'pomodoro')
      raw.send(data)
      assert.ok(data.equals((await raw.next()).data))
      const part = 1 << 16
      for (let at = 0; at < data.length; at += part) {
        const opcode = at === 0 ? binary : continuation
        const fin = at + part >= data.length
        raw.frame({ opcode, fin, payload: data.subarray(at, at + part) })
      }
      assert.ok(data.equals((await raw.next()).data))
    }))

  it('come back when their bytes arrive one by one', () =>
    withEcho(async (raw) => {
      raw.socket.setNoDelay(true)
      for (const byte of encodeFrame({ opcode: text, payload: 'Grüße 🍅' })) {
        raw.socket.write(Buffer.from([byte]))
        await new Promise((resolve) => setImmediate(resolve))
      }
      assert.equal((await raw.next()).data, 'Grüße 🍅')
    }))

  it('come back in order, however they are packed', () =>
    withEcho(async (raw) => {
      const sent = Array.from({ length: 500 }, (_, i) => `message ${i}`)
      raw.socket.write(Buffer.concat(sent.map((payload) => encodeFrame({ opcode: text, payload }))))
      for (const message of sent) assert.equal((await raw.next()).data, message)
    }))

  it('may be fragmented, with control frames between', () =>
    withEcho(async (raw) => {
      raw.frame({ opcode: text, fin: false, payload: 'frag' })
      raw.frame({ opcode: ping, payload: 'one' })
      raw.frame({ opcode: continuation, fin: false, payload: '' })
      raw.frame({ opcode: ping, payload: 'two' })
      raw.frame({ opcode: continuation, payload: 'ment' })
      assert.deepEqual(await raw.next(), { type: 'pong', data: Buffer.from('one') })
      assert.deepEqual(await raw.next(), { type: 'pong', data: Buffer.from('two') })
      assert.deepEqual(await raw.next(), { type: 'text', data: 'fragment' })
    }))

  it('may have empty fragments only', () =>
    withEcho(async (raw) => {
      raw.frame({ opcode: text, fin: false })
      raw.frame({ opcode: continuation, fin: false })
      raw.frame({ opcode: continuation })
      assert.deepEqual(await raw.next(), { type: 'text', data: '' })
    }))
})

describe('pings', () => {
  for (const payload of ['', 'hello', Buffer.from([0, 0xff, 0xfe]), Buffer.alloc(125, 0xfe)]) {
    it(`are answered with their ${payload.length} bytes`, () =>
      withEcho(async (raw) => {
        raw.frame({ opcode: ping, payload })
        assert.deepEqual(await raw.next(), { type: 'pong', data: Buffer.from(payload) })
      }))
  }

  it('are answered in order; unasked pongs are ignored', () =>
    withEcho(async (raw) => {
      raw.frame({ opcode: pong, payload: 'nobody asked' })
      for (let i = 0; i < 10; i++) raw.frame({ opcode: ping, payload: `${i}` })
      for (let i = 0; i < 10; i++) assert.equal((await raw.next()).data.toString(), `${i}`)
    }))
})

describe('the connection fails with 1002', () => {
  const cases = {
    'reserved bit 1': [{ opcode: text, rsv: 4, payload: 'x' }],
    'reserved bit 2': [{ opcode: text, rsv: 2, payload: 'x' }],
    'reserved bit 3': [{ opcode: ping, rsv: 1 }],
    'an unmasked frame': [{ opcode: text, payload: 'x', mask: false }],
    'a long ping': [{ opcode: ping, payload: Buffer.alloc(126) }],
    'a long close': [{ opcode: close, payload: Buffer.alloc(126, 'x') }],
    'a fragmented ping': [{ opcode: ping, fin: false }],
    'a fragmented pong': [{ opcode: pong, fin: false }],
    'a continuation of nothing': [{ opcode: continuation, payload: 'x' }],
    'an open continuation of nothing': [{ opcode: continuation, fin: false, payload: 'x' }],
    'a message inside a message': [
      { opcode: text, fin: false, payload: 'x' },
      { opcode: text, payload: 'y' },
    ],
    'a continuation after the end': [
      { opcode: text, fin: false, payload: 'x' },
      { opcode: continuation, payload: 'y' },
      { opcode: continuation, payload: 'z' },
    ],
    'half a close code': [{ opcode: close, payload: 'x' }],
  }
  for (const opcode of [3, 4, 5, 6, 7, 11, 12, 13, 14, 15]) {
    cases[`reserved opcode ${opcode}`] = [{ opcode, payload: 'x' }]
  }
  for (const code of [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535]) {
    cases[`close code ${code}`] = [{ opcode: close, payload: closePayload(code) }]
  }
  for (const [what, frames] of Object.entries(cases)) {
    it(`for ${what}`, () =>
      withEcho(async (raw) => {
        raw.socket.write(Buffer.concat(frames.map(encodeFrame)))
        assert.equal((await raw.closed()).code, 1002)
        assert.equal((await raw.next()).type, 'end')
      }))
  }

  it('for a length of 2^63, by the header alone', () =>
    withEcho(async (raw) => {
      raw.socket.write(Buffer.from([0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0]))
      assert.equal((await raw.closed()).code, 1002)
    }))

  it('for a length in more bytes than it needs', () =>
    withEcho(async (raw) => {
      raw.socket.write(Buffer.from([0x82, 0xfe, 0, 5]))
      assert.equal((await raw.closed()).code, 1002)
    }))

  it('after what came before was answered', () =>
    withEcho(async (raw) => {
      raw.send('before')
      raw.frame({ opcode: 5 })
      raw.send('after')
      assert.equal((await raw.next()).data, 'before')
      assert.equal((await raw.next()).code, 1002)
      assert.equal((await raw.next()).type, 'end')
    }))
})

describe('the connection fails with 1009', () => {
  it('for a message above the limit, by the header alone', () =>
    withEcho(async (raw) => {
      raw.socket.write(Buffer.from([0x82, 0xff, 0, 0, 0, 0, 2, 0, 0, 1]))
      assert.equal((await raw.closed()).code, 1009)
    }))
})

describe('a closing handshake', () => {
  for (const code of [1000, 1001, 1003, 1007, 1011, 1012, 3000, 3999, 4000, 4999]) {
    it(`echoes code ${code}, then the server ends the connection`, () =>
      withEcho(async (raw) => {
        raw.frame({ opcode: close, payload: closePayload(code, 'Auf Wiedersehen ✓') })
        assert.equal((await raw.next()).code, code)
        assert.equal((await raw.next()).type, 'end')
      }))
  }

  it('without a code is echoed without one', () =>
    withEcho(async (raw) => {
      raw.frame({ opcode: close })
      assert.deepEqual(await raw.next(), { type: 'close', code: undefined, reason: '' })
      assert.equal((await raw.next()).type, 'end')
    }))

  it('ends all: what comes behind it is ignored', () =>
    withEcho(async (raw) => {
      raw.frame({ opcode: text, fin: false, payload: 'unfinished' })
      raw.frame({ opcode: close, payload: closePayload(1000) })
      raw.frame({ opcode: ping })
      raw.send('late')
      assert.equal((await raw.next()).code, 1000)
      assert.equal((await raw.next()).type, 'end')
    }))

  it('takes a reason of 123 bytes, and refuses one that is no UTF-8', async () => {
    await withEcho(async (raw) => {
      raw.frame({ opcode: close, payload: closePayload(1000, '*'.repeat(123)) })
      assert.equal((await raw.next()).code, 1000)
    })
    await withEcho(async (raw) => {
      raw.frame({ opcode: close, payload: Buffer.concat([closePayload(1000), Buffer.from([0xce])]) })
      assert.equal((await raw.next()).code, 1007)
    })
  })
})

describe('text', () => {
  const valid = ['κόσμε', '\0', '\u007f', '\u0080', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}']
  for (const message of valid) {
    it(`may be ${JSON.stringify(message)}, cut anywhere`, () =>
      withEcho(async (raw) => {
        const bytes = Buffer.from(message)
        for (let cut = 0; cut <= bytes.length; cut++) {
          raw.frame({ opcode: text, fin: false, payload: bytes.subarray(0, cut) })
          raw.frame({ opcode: continuation, payload: bytes.subarray(cut) })
          assert.equal((await raw.next()).data, message)
        }
      }))
  }

  const invalid = ['80', 'bf', 'c0af', 'c1bf', 'e08080', 'e09fbf', 'eda080', 'edbfbf', 'f08080af', 'f08fbfbf', 'f4908080', 'f5808080', 'fe', 'ff', 'c3', 'e282', 'f09f8d', 'cebae1bdb9cf83cebcceb5eda080656469746564']
  for (const hex of invalid) {
    it(`may not be ${hex}`, () =>
      withEcho(async (raw) => {
        raw.frame({ opcode: text, payload: Buffer.from(hex, 'hex') })
        assert.equal((await raw.closed()).code, 1007)
      }))
  }

  it('fails at the first bad byte, before its message or even its frame ends', async () => {
    await withEcho(async (raw) => {
      raw.frame({ opcode: text, fin: false, payload: Buffer.from('61f4908080', 'hex') })
      assert.equal((await raw.closed()).code, 1007)
    })
    await withEcho(async (raw) => {
      const whole = encodeFrame({ opcode: text, payload: Buffer.from('61f4908080626364', 'hex') })
      raw.socket.write(whole.subarray(0, whole.length - 5))
      assert.equal((await raw.closed()).code, 1007)
    })
  })
})
