/** Signing in with a provider as a browser does: leave, be sent back, arrive. */
import type { Browser } from './browser.ts'
import type { Answer } from './rest.ts'

export interface Leaving {
  next?: string
  link?: '1'
}

/** Leaves; where the browser is sent. */
export async function leave(
  browser: Browser,
  provider: 'google' | 'github',
  leaving: Leaving = {},
): Promise<string> {
  const query = new URLSearchParams({ ...leaving })
  const { status, headers } = await browser.request('GET', `/api/auth/${provider}/start?${query}`)
  const location = headers.get('location')
  if (status !== 303 || !location) throw new Error(`leaving for ${provider} answered ${status}`)
  return location
}

/** Goes where it was sent, at a provider that signs in at once; the path that brings it back. */
export async function passBy(url: string): Promise<string> {
  const { headers } = await fetch(url, { redirect: 'manual' })
  return pathOf(headers.get('location') ?? '')
}

/** The same at a provider that asks `who` it is, or is told no. */
export async function passAsking(url: string, who: string | undefined): Promise<string> {
  const cookies = new Map<string, string>()
  const origin = new URL(url).origin
  let at = url
  let body: URLSearchParams | undefined
  for (let steps = 0; steps < 10; ++steps) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const method = body ? 'POST' : 'GET'
    const answer = await fetch(at, { method, body, headers: { cookie }, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const location = answer.headers.get('location')
    body = location ? undefined : new URLSearchParams({ who: who ?? '' })
    if (location) at = new URL(location, at).href
    if (new URL(at).origin !== origin) return pathOf(at)
  }
  throw new Error(`the provider did not send us back: ${at}`)
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

/** All of it; the answer of the callback, which leads on. */
export async function signInWith(
  browser: Browser,
  provider: 'google' | 'github',
  leaving: Leaving = {},
): Promise<Answer<string>> {
  const back = await passBy(await leave(browser, provider, leaving))
  return browser.request<string>('GET', back)
}

/** Where an answer leads; fails when it leads nowhere. */
export function leadsTo({ status, headers }: Answer<unknown>): string {
  if (status !== 303) throw new Error(`expected to be led on, got ${status}`)
  return headers.get('location') ?? ''
}
