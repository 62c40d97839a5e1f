// A WebSocket client on a bare socket, which can break every rule.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'

import { within } from './until.js'

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 }

export function encodeFrame({ opcode, payload = '', fin = true, rsv = 0, mask = true, length }) {
  const data = Buffer.from(payload)
  const size = length ?? data.length
  const first = (fin ? 0x80 : 0) | (rsv << 4) | opcode
  const maskBit = mask ? 0x80 : 0
  let head
  if (size < 126) head = Buffer.from([first, maskBit | size])
  else if (size < 65536) {
    head = Buffer.from([first, maskBit | 126, 0, 0])
    head.writeUInt16BE(size, 2)
  } else {
    head = Buffer.alloc(10)
    head[0] = first
    head[1] = maskBit | 127
    head.writeBigUInt64BE(BigInt(size), 2)
  }
  if (!mask) return Buffer.concat([head, data])
  const key = randomBytes(4)
  return Buffer.concat([head, key, data.map((byte, i) => byte ^ key[i % 4])])
}

export function closePayload(code, reason = '') {
  const payload = Buffer.alloc(2)
  payload.writeUInt16BE(code)
  return Buffer.concat([payload, Buffer.from(reason)])
}

export class RawWebSocket {
  frames = [] // received, not yet taken
  #waiting = []
  #input = Buffer.alloc(0)

  // Resolves with the status line and headers of the answer too; a refusal leaves `status` other than 101.
  static async open(server, target, headers = {}, localAddress = undefined) {
    const raw = new RawWebSocket()
    raw.socket = connect({ port: server.port, host: '127.0.0.1', localAddress })
    raw.socket.on('error', () => {})
    raw.ended = new Promise((resolve) => raw.socket.on('close', resolve))
    await once(raw.socket, 'connect')
    const lines = [
      `GET ${target} HTTP/1.1`,
      `Host: 127.0.0.1:${server.port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ]
    raw.socket.write(lines.join('\r\n') + '\r\n\r\n')
    await within(raw.#readHead(), 'the handshake')
    return raw
  }

  async #readHead() {
    while (!this.#input.includes('\r\n\r\n')) {
      const [piece] = await once(this.socket, 'data')
      this.#input = Buffer.concat([this.#input, piece])
    }
    const end = this.#input.indexOf('\r\n\r\n')
    this.head = this.#input.subarray(0, end).toString()
    this.status = Number(this.head.split(' ')[1])
    this.#input = this.#input.subarray(end + 4)
    if (this.status !== 101) return
    this.socket.on('data', (piece) => {
      this.#input = Buffer.concat([this.#input, piece])
      this.#parse()
    })
    this.socket.on('close', () => this.#deliver({ type: 'end' }))
    this.#parse()
  }

  // The body of a refusal.
  async body() {
    await this.ended
    return this.#input.toString()
  }

  #parse() {
    while (this.#input.length >= 2) {
      const short = this.#input[1] & 127
      const head = short === 127 ? 10 : short === 126 ? 4 : 2
      if (this.#input.length < head) return
      const size =
        short === 127
          ? Number(this.#input.readBigUInt64BE(2))
          : short === 126
            ? this.#input.readUInt16BE(2)
            : short
      if (this.#input.length < head + size) return
      const first = this.#input[0]
      const payload = Buffer.from(this.#input.subarray(head, head + size))
      this.#input = this.#input.subarray(head + size)
      this.#deliver(this.#describe(first, payload))
    }
  }

  #describe(first, payload) {
    const opcode = first & 15
    if (!(first & 0x80) || first & 0x70) return { type: 'bad frame', first }
    if (opcode === opcodes.text) return { type: 'text', data: payload.toString() }
    if (opcode === opcodes.binary) return { type: 'binary', data: payload }
    if (opcode === opcodes.ping) return { type: 'ping', data: payload }
    if (opcode === opcodes.pong) return { type: 'pong', data: payload }
    const code = payload.length >= 2 ? payload.readUInt16BE() : undefined
    return { type: 'close', code, reason: payload.subarray(2).toString() }
  }

  #deliver(frame) {
    const waiting = this.#waiting.shift()
    if (waiting) waiting(frame)
    else this.frames.push(frame)
  }

  // The next frame; {type: 'end'} when the socket has closed.
  next() {
    const ready = this.frames.shift()
    if (ready) return Promise.resolve(ready)
    return within(new Promise((resolve) => this.#waiting.push(resolve)), 'a frame')
  }

  // The next text message that is no Engine.IO ping.
  async text() {
    const frame = await this.next()
    if (frame.type !== 'text') throw new Error(`text expected, got ${JSON.stringify(frame)}`)
    return frame.data === '2' ? this.text() : frame.data
  }

  // The close frame, whatever comes before it; {type: 'end'} when the socket closes without one.
  async closed() {
    const frame = await this.next()
    return frame.type === 'close' || frame.type === 'end' ? frame : this.closed()
  }

  send(payload) {
    const opcode = typeof payload === 'string' ? opcodes.text : opcodes.binary
    this.socket.write(encodeFrame({ opcode, payload }))
  }

  frame(frame) {
    this.socket.write(encodeFrame(frame))
  }

  destroy() {
    this.socket.destroy()
  }
}

// An Engine.IO session on a WebSocket, its open packet read.
export async function openEngine(server, path = '/engine.io/', headers, localAddress) {
  const target = `${path}?EIO=4&transport=websocket`
  const raw = await RawWebSocket.open(server, target, headers, localAddress)
  raw.handshake = JSON.parse((await raw.text()).slice(1))
  return raw
}

// A Socket.IO client connected to "/", its first event read.
export async function openSocket(server, auth = '') {
  const raw = await openEngine(server, '/socket.io/')
  raw.send('40' + auth)
  raw.id = JSON.parse((await raw.text()).slice(2)).sid
  await raw.text() // auth
  return raw
}
