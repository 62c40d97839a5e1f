import { type Answer, type RequestOptions, Rest } from './rest.ts'
import type { Watch } from './watch.ts'

/** Speaks HTTP as our pages do: keeps cookies and names our origin. */
export class Browser extends Rest {
  private readonly cookies = new Map<string, string>()

  constructor(
    private readonly server: () => string,
    private readonly watching: Watch,
  ) {
    super(server, watching)
  }

  /** What it sends with every request. */
  headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return { origin: this.origin, ...(cookie === '' ? {} : { cookie }) }
  }

  get origin(): string {
    return `http://localhost:${new URL(this.server()).port}`
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name)
  }

  /** All of them, by name. */
  kept(): [name: string, value: string][] {
    return [...this.cookies]
  }

  setCookie(name: string, value: string): void {
    this.cookies.set(name, value)
  }

  override async request<Body = unknown>(
    method: string,
    path: string,
    options: RequestOptions = {},
  ): Promise<Answer<Body>> {
    const headers = { ...this.headers(), ...options.headers }
    const answer = await super.request<Body>(method, path, { ...options, headers })
    for (const line of answer.headers.getSetCookie()) this.keep(line)
    return answer
  }

  // What a cookie holds may be told by the answer that sets it, and never again.
  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
    const [name = '', value = ''] = pair.split('=')
    if (value === '' || attributes.includes('Max-Age=0')) {
      this.cookies.delete(name)
    } else {
      this.cookies.set(name, value)
      this.watching.learn(value)
    }
  }
}
