/** Clients at other addresses: the loopback network has 16 million of them. */
import { Agent, request } from 'node:http'
import { io, type Socket } from 'socket.io-client'

export interface FromAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

export interface FromOptions {
  /** The client's own address; default 127.0.0.1. */
  from?: string
  method?: string
  /** Bytes as they are, all else as JSON. */
  body?: unknown
  headers?: Record<string, string>
}

/** One request on a connection of its own. */
export function ask(url: string, options: FromOptions = {}): Promise<FromAnswer> {
  const { from = '127.0.0.1', method = 'GET', body } = options
  const headers = { ...options.headers }
  if (body !== undefined) headers['content-type'] ??= 'application/json'
  return new Promise((done, fail) => {
    const sent = request(url, { method, headers, localAddress: from }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part))
      answer.on('end', () => {
        done({ status: answer.statusCode ?? 0, headers: answer.headers, body: text })
      })
    })
    sent.on('error', fail)
    sent.end(body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body))
  })
}

/** The token of a new guest. */
export async function guestFrom(url: string, options: FromOptions = {}): Promise<string> {
  const headers = { 'x-client': 'token', ...options.headers }
  const answer = await ask(`${url}/api/guests`, { ...options, method: 'POST', body: {}, headers })
  if (answer.status !== 201) throw new Error(`no guest: ${answer.status} ${answer.body}`)
  return (JSON.parse(answer.body) as { token: string }).token
}

/** A stock client; close it yourself. */
export function connectFrom(
  url: string,
  token: string,
  options: { from?: string; transports?: string[]; headers?: Record<string, string> } = {},
): Socket {
  const agent = new Agent({ localAddress: options.from ?? '127.0.0.1', keepAlive: true })
  return io(url, {
    transports: options.transports ?? ['websocket'],
    auth: { token },
    extraHeaders: options.headers,
    forceNew: true,
    // The type is the browser's, which has none.
    agent: agent as never,
  })
}
