import assert from 'node:assert/strict'
import { test } from 'node:test'
import { largestScript } from '../lib/assets.ts'
import { World } from '../lib/world.ts'

// HT1 and HT2: what every answer says to the browser.
const world = await World.start()

const answers: [what: string, path: string, init: RequestInit][] = [
  ['an answer', '/api/session', {}],
  ['a page', '/', {}],
  ['a page below a page', '/room/pomo-ABCDEF', {}],
  ['a refusal', '/api/rooms', { method: 'POST', body: '{}' }],
  ['nothing there', '/api/nothing', {}],
  ['too much', '/api/guests', { method: 'POST', body: 'x'.repeat(70_000) }],
  ['a poll', '/socket.io/?EIO=4&transport=polling', {}],
  ['a refused poll', '/socket.io/?EIO=4&transport=carrier-pigeon', {}],
]
for (const [what, path, init] of answers) {
  test(`${what} is guarded by its headers`, async () => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(world.server.url + path, { headers, ...init })
    await answer.arrayBuffer()
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    assert.match(
      answer.headers.get('referrer-policy') ?? '',
      /no-referrer|same-origin|strict-origin/,
    )
    assert.equal(answer.headers.get('cross-origin-opener-policy'), 'same-origin')
    assert.match(answer.headers.get('cross-origin-resource-policy') ?? '', /same-(origin|site)/)
    assert.ok(answer.headers.get('permissions-policy'))
    assert.doesNotMatch(answer.headers.get('server') ?? '', /\d/, 'no version')
    assert.equal(answer.headers.get('x-powered-by'), null)
  })
}

test('an unchanged page is 304 and guarded too', async () => {
  const first = await fetch(`${world.server.url}/`)
  const etag = first.headers.get('etag')
  assert.ok(etag)
  const again = await fetch(`${world.server.url}/`, { headers: { 'if-none-match': etag } })
  assert.equal(again.status, 304)
  assert.equal(again.headers.get('x-content-type-options'), 'nosniff')
})

for (const path of ['/', '/room/pomo-ABCDEF', '/nowhere', '/index.html']) {
  test(`the page ${path} lets in nothing but its own`, async () => {
    const answer = await fetch(world.server.url + path)
    assert.match(answer.headers.get('content-type') ?? '', /^text\/html/)
    const policy = policyOf(answer)
    const sources = (name: string): string[] =>
      policy.get(name) ?? policy.get('default-src') ?? ['*']
    assert.deepEqual(policy.get('default-src'), ["'none'"])
    assert.deepEqual(sources('script-src'), ["'self'"])
    for (const name of ['style-src', 'font-src', 'media-src', 'manifest-src']) {
      assert.deepEqual(sources(name), ["'self'"], name)
    }
    for (const name of ['object-src', 'frame-src'])
      assert.deepEqual(sources(name), ["'none'"], name)
    // These have no default: what is not said is allowed.
    for (const name of ['base-uri', 'frame-ancestors']) {
      assert.deepEqual(policy.get(name), ["'none'"], name)
    }
    assert.match(policy.get('form-action')?.join(' ') ?? '', /^'(self|none)'$/)
    // Nowhere a whole scheme or every host, but for what a page draws or starts itself.
    const own = new Set(["'none'", "'self'", `ws://localhost:${new URL(world.server.url).port}`])
    for (const [name, values] of policy) {
      const made = { 'img-src': ['data:', 'blob:'], 'worker-src': ['blob:'] }[name] ?? []
      const foreign = values.filter((value) => !own.has(value) && !made.includes(value))
      assert.deepEqual(foreign, [], name)
    }
    // No inline script or style is there to be let in.
    const html = await answer.text()
    assert.doesNotMatch(html, /<script(?![^>]* src=)[^>]*>|<style|\son\w+=|javascript:/i)
  })
}

/** The values of each directive. */
function policyOf(answer: Response): Map<string, string[]> {
  const directives = (answer.headers.get('content-security-policy') ?? '')
    .split(';')
    .map((directive) => directive.trim().split(/\s+/))
  const names = directives.map(([name]) => name)
  assert.equal(new Set(names).size, names.length, 'a directive said twice counts once')
  return new Map(directives.map(([name = '', ...values]) => [name, values]))
}

test('https is remembered for a year, http never', async () => {
  const plain = await fetch(`${world.server.url}/`)
  assert.equal(plain.headers.get('strict-transport-security'), null)
  const secure = await World.start({ flags: ['--public-url', 'https://pomo.example.org'] })
  try {
    const answer = await fetch(`${secure.server.url}/`)
    const age = /max-age=(\d+)/.exec(answer.headers.get('strict-transport-security') ?? '')?.[1]
    assert.ok(Number(age) >= 31_536_000)
  } finally {
    await secure.close()
  }
})

test('assets are kept for ever, pages are asked for again', async () => {
  const page = await fetch(`${world.server.url}/`)
  assert.match(page.headers.get('cache-control') ?? '', /no-cache/)
  const asset = await largestScript(world.server.url)
  const encodings = { br: 'br, gzip', gzip: 'gzip', '': 'identity' }
  for (const [encoding, accepted] of Object.entries(encodings)) {
    const answer: Response = await fetch(world.server.url + asset, {
      headers: { 'accept-encoding': accepted },
    })
    await answer.arrayBuffer()
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('cache-control') ?? '', /immutable/)
    assert.match(answer.headers.get('content-type') ?? '', /javascript/)
    assert.equal(answer.headers.get('content-encoding') ?? '', encoding)
    assert.match(answer.headers.get('vary') ?? '', /accept-encoding/i)
  }
})
