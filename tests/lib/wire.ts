import { connect, type Socket } from 'node:net'
import { hangs } from './until.ts'

export interface WireAnswer {
  status: number
  headers: Map<string, string>
  body: string
}

/** A TCP connection that sends bytes as they are, and reads what HTTP answers with. */
export class Wire {
  readonly socket: Socket
  private received = ''
  private ended = false
  private wake: () => void = () => {}

  constructor(url: string, options: { from?: string } = {}) {
    const { hostname, port } = new URL(url)
    this.socket = connect({ host: hostname, port: Number(port), localAddress: options.from })
    this.socket.setNoDelay(true)
    this.socket.setEncoding('latin1').on('data', (text: string) => {
      this.received += text
      this.wake()
    })
    this.socket.on('error', () => {}) // a reset is an end like any other; 'close' follows
    this.socket.on('close', () => {
      this.ended = true
      this.wake()
    })
  }

  get closed(): boolean {
    return this.ended
  }

  /** Characters are bytes. */
  send(bytes: string): this {
    if (!this.ended) this.socket.write(bytes, 'latin1')
    return this
  }

  /** The next answer; undefined when the connection ended instead. */
  async answer({ within = hangs } = {}): Promise<WireAnswer | undefined> {
    const deadline = performance.now() + within
    for (;;) {
      const answer = this.take()
      if (answer || this.ended) return answer
      await this.news(deadline, 'an answer')
    }
  }

  /** All that comes until the server ends the connection. */
  async rest({ within = hangs } = {}): Promise<string> {
    const deadline = performance.now() + within
    while (!this.ended) await this.news(deadline, 'the end of the connection')
    return this.received
  }

  destroy(): void {
    this.socket.destroy()
  }

  private take(): WireAnswer | undefined {
    const end = this.received.indexOf('\r\n\r\n')
    if (end < 0) return undefined
    const [first = '', ...lines] = this.received.slice(0, end).split('\r\n')
    const headers = new Map(
      lines.map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
      }),
    )
    const length = Number(headers.get('content-length') ?? 0)
    if (this.received.length < end + 4 + length) return undefined
    const body = this.received.slice(end + 4, end + 4 + length)
    this.received = this.received.slice(end + 4 + length)
    return { status: Number(/^HTTP\/1\.[01] (\d{3}) /.exec(first)?.[1]), headers, body }
  }

  private async news(deadline: number, what: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, fail) => {
      const left = Math.max(0, deadline - performance.now())
      timer = setTimeout(() => fail(new Error(`waited in vain for ${what}`)), left)
    })
    const came = new Promise<void>((done) => (this.wake = done))
    try {
      await Promise.race([came, late])
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Sends bytes on a connection of their own; all that comes back until the server closes it. */
export async function exchange(url: string, bytes: string): Promise<string> {
  const wire = new Wire(url)
  try {
    return await wire.send(bytes).rest()
  } finally {
    wire.destroy()
  }
}

/** How many answers a text of the wire holds. */
export function countAnswers(text: string): number {
  return text.match(/HTTP\/1\.[01] \d{3} /g)?.length ?? 0
}
