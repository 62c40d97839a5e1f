import type { ErrorCode } from '../../api/events.ts'
import { checkHttp } from './contract.ts'
import type { Watch } from './watch.ts'

export interface Problem {
  status: number
  code: ErrorCode
  reason: string
  detail: string
  errors?: { field: string; code: string; message: string }[]
  retryAfterMs?: number
}

export interface Answer<Body> {
  status: number
  headers: Headers
  body: Body
}

export interface RequestOptions {
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it is, instead of `body`. */
  text?: string
  headers?: Record<string, string>
}

/** Speaks HTTP as one person; every answer is held against `openapi.yaml`. */
export class Rest {
  constructor(
    private readonly base: () => string,
    private readonly watch: Watch,
    private readonly identity: Record<string, string> = {},
  ) {}

  /** The answer, whatever its status. */
  async request<Body = unknown>(
    method: string,
    path: string,
    options: RequestOptions = {},
  ): Promise<Answer<Body>> {
    const headers: Record<string, string> = { ...this.identity, ...options.headers }
    let text = options.text
    if (options.body !== undefined) {
      text = JSON.stringify(options.body)
      headers['content-type'] ??= 'application/json'
    }
    const answer = await fetch(this.base() + path, {
      method,
      headers,
      body: text,
      redirect: 'manual',
    })
    const got = { status: answer.status, headers: answer.headers, text: await answer.text() }
    const told = got.text + JSON.stringify([...answer.headers])
    this.watch.saw(told, `${method} ${path}`, headers.authorization?.replace('Bearer ', ''))
    checkHttp(method, path, got)
    const isJson = /json/.test(answer.headers.get('content-type') ?? '')
    const body = (isJson && got.text !== '' ? JSON.parse(got.text) : got.text) as Body
    return { status: answer.status, headers: answer.headers, body }
  }

  /** The body of a success; throws otherwise. */
  async get<Body>(path: string, options?: RequestOptions): Promise<Body> {
    return this.expect<Body>('GET', path, options)
  }

  /** The body of a success; throws otherwise. */
  async post<Body>(path: string, body: unknown, options?: RequestOptions): Promise<Body> {
    return this.expect<Body>('POST', path, { ...options, body })
  }

  /** The problem of a refusal; throws when it was none. */
  async refused(method: string, path: string, options?: RequestOptions): Promise<Problem> {
    const { status, body } = await this.request<Problem>(method, path, options)
    if (status < 400) throw new Error(`${method} ${path} was not refused: ${JSON.stringify(body)}`)
    return body
  }

  private async expect<Body>(
    method: string,
    path: string,
    options?: RequestOptions,
  ): Promise<Body> {
    const { status, body } = await this.request<Body>(method, path, options)
    if (status >= 400) throw new Error(`${method} ${path} → ${status}: ${JSON.stringify(body)}`)
    return body
  }
}
