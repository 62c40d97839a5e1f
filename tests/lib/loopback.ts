import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

export interface Asked {
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
}
export type Handler = (
  asked: Asked,
  response: ServerResponse,
  request: IncomingMessage,
) => void | Promise<void>

export interface Certificate {
  key: string
  cert: string
}

export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return new URLSearchParams(Buffer.concat(chunks).toString())
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

export function redirect(response: ServerResponse, to: string | URL): void {
  response.writeHead(303, { location: String(to) }).end()
}

/** A server on a free port of 127.0.0.1, which knows what it was asked; it ends with the test or file that started it. */
export class Loopback {
  readonly asked: Asked[] = []

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(handler: Handler, tls?: Certificate): Promise<Loopback> {
    const listen = (request: IncomingMessage, response: ServerResponse): void => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loopback')
      const asked = { path: pathname, query: searchParams, headers: request.headers }
      loopback.asked.push(asked)
      void handler(asked, response, request)
    }
    const server = tls ? createTlsServer(tls, listen) : createServer(listen)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const loopback = new Loopback(server, `${tls ? 'https' : 'http'}://127.0.0.1:${port}`)
    after(() => loopback.stop())
    return loopback
  }

  stop(): void {
    this.server.close()
    this.server.closeAllConnections()
  }

  /** How often it was asked that. */
  count(path: string): number {
    return this.asked.filter((asked) => asked.path === path).length
  }
}
