import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import type {
  AckAnswer,
  ClientEvent,
  DataOf,
  PayloadOf,
  ServerToClientEvents,
  Snapshot,
} from '../../../api/events.ts'

/** The connection ended before the answer came: what was asked may have happened or not. */
export class ConnectionLost extends Error {}

/** The server answered the handshake or the CONNECT with no. */
export class NotLetIn extends Error {}

export interface LightOptions {
  token: string
  /** The address it comes from: any of 127.0.0.0/8. */
  from?: string
}

type Answer = AckAnswer<unknown>

const openings = new Map<string, string>()

/**
 * A Socket.IO client on a bare TCP socket, so light that thousands fit into one process. It knows just
 * enough: WebSocket text frames, Engine.IO's ping, CONNECT to `/`, events and acks. It never reconnects.
 */
export class LightClient {
  /** Called with each event, in order. */
  onEvent: (name: keyof ServerToClientEvents, payload: unknown) => void = () => {}
  /** What the server's last word was, if it said goodbye. */
  retryAfterMs: number | undefined
  /** Resolves once the connection is gone, for whatever reason. */
  readonly closed: Promise<void>

  private readonly socket: Socket
  private readonly waiting = new Map<
    number,
    { done: (answer: Answer) => void; fail: (error: Error) => void }
  >()
  private input: Buffer = Buffer.alloc(0)
  private asked = 0
  private isUpgraded = false
  private letIn: () => void = () => {}
  private refuse: (error: Error) => void = () => {}

  private constructor(
    url: string,
    private readonly options: LightOptions,
  ) {
    const { hostname: host, port } = new URL(url)
    this.socket = connect({ host, port: Number(port), localAddress: options.from, noDelay: true })
    this.socket.on('error', () => {}) // 'close' follows
    this.socket.on('data', (piece: Buffer) => this.received(piece))
    this.closed = new Promise((done) => {
      this.socket.once('close', () => {
        this.refuse(new NotLetIn('the connection ended'))
        for (const { fail } of this.waiting.values()) fail(new ConnectionLost())
        this.waiting.clear()
        done()
      })
    })
    this.socket.write(opening(url))
  }

  /** Resolves once the server has accepted the CONNECT; throws NotLetIn. */
  static async connect(url: string, options: LightOptions): Promise<LightClient> {
    const client = new LightClient(url, options)
    await new Promise<void>((done, fail) => {
      client.letIn = done
      client.refuse = (error) => {
        fail(error)
        client.cut()
      }
    })
    return client
  }

  get isOpen(): boolean {
    return !this.socket.destroyed
  }

  /** The acknowledgement, whatever it says; throws ConnectionLost. */
  async ask<Event extends ClientEvent>(
    event: Event,
    payload: PayloadOf<Event>,
  ): Promise<AckAnswer<DataOf<Event>>> {
    if (!this.isOpen) throw new ConnectionLost()
    const id = this.asked++
    const answer = new Promise<Answer>((done, fail) => this.waiting.set(id, { done, fail }))
    this.send(`42${id}${JSON.stringify([event, payload])}`)
    return answer as Promise<AckAnswer<DataOf<Event>>>
  }

  /** The snapshot of the room it joins; throws when it may not. */
  async join(code: string): Promise<Snapshot> {
    const answer = await this.ask('room:join', { code })
    if (!answer.ok) throw new NotLetIn(JSON.stringify(answer.error))
    return answer.data
  }

  /** Takes nothing more from the network, as a machine that has hung. */
  hang(): void {
    this.socket.pause()
  }

  /** Cuts the connection without a word. */
  cut(): void {
    this.socket.resetAndDestroy()
  }

  private received(piece: Buffer): void {
    this.input = this.input.length === 0 ? piece : Buffer.concat([this.input, piece])
    if (!this.isUpgraded && !this.readHead()) return
    for (let message = this.nextMessage(); message !== undefined; message = this.nextMessage()) {
      this.understand(message)
    }
  }

  private readHead(): boolean {
    const end = this.input.indexOf('\r\n\r\n')
    if (end < 0) return false
    const status = this.input.toString('latin1', 9, 12)
    if (status !== '101') {
      this.refuse(new NotLetIn(`the handshake was answered with ${status}`))
      return false
    }
    this.input = this.input.subarray(end + 4)
    this.isUpgraded = true
    return true
  }

  /** The text of the next whole frame; the server neither masks nor splits. */
  private nextMessage(): string | undefined {
    const { input } = this
    if (input.length < 2) return undefined
    const short = (input[1] as number) & 127
    const head = short === 127 ? 10 : short === 126 ? 4 : 2
    if (input.length < head) return undefined
    const size =
      short === 127
        ? Number(input.readBigUInt64BE(2))
        : short === 126
          ? input.readUInt16BE(2)
          : short
    if (input.length < head + size) return undefined
    const isText = ((input[0] as number) & 15) === 1
    const text = isText ? input.toString('utf8', head, head + size) : ''
    this.input = input.subarray(head + size)
    return text
  }

  private understand(message: string): void {
    if (message === '2') this.send('3')
    else if (message.startsWith('0')) {
      this.send(`40${JSON.stringify({ token: this.options.token })}`)
    } else if (message.startsWith('40')) this.letIn()
    else if (message.startsWith('44')) this.refuse(new NotLetIn(message.slice(2)))
    else if (message.startsWith('42')) {
      const [name, payload] = JSON.parse(message.slice(2)) as [keyof ServerToClientEvents, unknown]
      if (name === 'server:draining') {
        this.retryAfterMs = (payload as { retryAfterMs: number }).retryAfterMs
      }
      this.onEvent(name, payload)
    } else if (message.startsWith('43')) this.acknowledged(message)
  }

  private acknowledged(message: string): void {
    const bracket = message.indexOf('[')
    const id = Number(message.slice(2, bracket))
    const [answer] = JSON.parse(message.slice(bracket)) as [Answer]
    this.waiting.get(id)?.done(answer)
    this.waiting.delete(id)
  }

  private send(text: string): void {
    const payload = Buffer.from(text)
    const size = payload.length
    const head = Buffer.alloc(size < 126 ? 6 : 8)
    head[0] = 0x81
    if (size < 126) head[1] = 0x80 | size
    else {
      head[1] = 0x80 | 126
      head.writeUInt16BE(size, 2)
    }
    // The mask is four zeros: nothing here needs to be hidden from a proxy.
    this.socket.write(Buffer.concat([head, payload]))
  }
}

function opening(url: string): string {
  let text = openings.get(url)
  if (text === undefined) {
    text = [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      `Host: ${new URL(url).host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      '\r\n',
    ].join('\r\n')
    openings.set(url, text)
  }
  return text
}

/** The `index`-th of the loopback addresses, so that a crowd does not come from one place. */
export function loopback(index: number): string {
  return `127.0.${1 + (Math.floor(index / 250) % 250)}.${1 + (index % 250)}`
}
