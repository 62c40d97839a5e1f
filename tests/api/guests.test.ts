import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { displayNames } from '../lib/names.ts'
import { World } from '../lib/world.ts'

const origin = 'http://pomopomo.test'
const world = await World.start({ flags: ['--public-url', origin] })

interface Session {
  kind: 'none' | 'guest'
  guest?: { id: string; displayName: string }
}

/** Becomes a guest as a browser does; the cookie as it is sent back. */
async function browserGuest(): Promise<{ cookie: string; setCookie: string; id: string }> {
  const answer = await world.stranger.request<{ guest: { id: string } }>('POST', '/api/guests', {
    body: { displayName: 'Bea' },
    headers: { origin },
  })
  assert.equal(answer.status, 201)
  const setCookie = answer.headers.get('set-cookie') ?? ''
  const cookie = setCookie.split(';')[0] as string
  world.watch.learn(cookie.split('=')[1] as string)
  return { cookie, setCookie, id: answer.body.guest.id }
}

describe('a guest', () => {
  test('is nobody before asking to be one', async () => {
    assert.deepEqual(await world.stranger.get('/api/session'), { kind: 'none' })
  })

  test('without cookies gets a token, and is known by it', async () => {
    const ana = await world.guest('Ana')
    const session = await ana.rest.get<Session>('/api/session')
    assert.deepEqual(session, { kind: 'guest', guest: { id: ana.id, displayName: 'Ana' } })
  })

  test('gets a cookie that scripts and foreign pages cannot use, and no token', async () => {
    const { setCookie } = await browserGuest()
    assert.match(setCookie, /^pomopomo_guest=[\w-]{20,}/)
    for (const attribute of [/HttpOnly/i, /SameSite=Lax/i, /Path=\//i]) {
      assert.match(setCookie, attribute)
    }
  })

  test('is known by the cookie on the own origin only', async () => {
    const { cookie, id } = await browserGuest()
    const own = { cookie, 'sec-fetch-site': 'same-origin' }
    const session = await world.stranger.get<Session>('/api/session', { headers: own })
    assert.equal(session.guest?.id, id)
    const foreign = { cookie, origin: 'http://evil.test' }
    const stolen = await world.stranger.request<Session>('GET', '/api/session', {
      headers: foreign,
    })
    assert.notEqual(stolen.body.kind, 'guest')
    assert.equal(stolen.headers.get('access-control-allow-origin'), null)
  })

  test('with a secret nobody issued is nobody, and the cookie is cleared', async () => {
    const headers = { cookie: `pomopomo_guest=${'x'.repeat(43)}`, 'sec-fetch-site': 'same-origin' }
    const answer = await world.stranger.request<Session>('GET', '/api/session', { headers })
    assert.equal(answer.body.kind, 'none')
    assert.match(answer.headers.get('set-cookie') ?? '', /pomopomo_guest=;.*(Max-Age=0|1970)/i)
  })

  test('without a name gets a friendly one', async () => {
    const nameless = await world.guest()
    assert.match(nameless.name, /^\S.{2,49}$/)
  })

  for (const [given, kept, why] of displayNames) {
    test(`named with ${why} is ${kept === null ? 'refused' : 'welcome'}`, async () => {
      const options = { body: { displayName: given }, headers: { 'x-client': 'token' } }
      if (kept === null) {
        const problem = await world.stranger.refused('POST', '/api/guests', options)
        assert.equal(problem.status, 400)
        assert.equal(problem.code, 'invalid')
        assert.equal(problem.errors?.[0]?.field, 'displayName')
      } else {
        const answer = await world.stranger.request<{
          guest: { displayName: string }
          token: string
        }>('POST', '/api/guests', options)
        assert.equal(answer.body.guest.displayName, kept)
        world.watch.learn(answer.body.token)
      }
    })
  }

  test('cannot choose an id or a secret (IN6)', async () => {
    const wish = { displayName: 'Eve', id: '1', token: 'mine', secret: 'mine', createdAt: 0 }
    const options = { body: wish, headers: { 'x-client': 'token' } }
    const answer = await world.stranger.request<{ guest?: { id: string }; token?: string }>(
      'POST',
      '/api/guests',
      options,
    )
    if (answer.status === 400) return
    assert.notEqual(answer.body.guest?.id, '1')
    assert.notEqual(answer.body.token, 'mine')
  })
})

describe('a malformed identity (HT10)', () => {
  const headers: Record<string, Record<string, string>> = {
    'an empty bearer': { authorization: 'Bearer ' },
    'another scheme': { authorization: 'Basic YTpi' },
    'no scheme': { authorization: 'abc' },
    'a long bearer': { authorization: `Bearer ${'a'.repeat(8000)}` },
    'a bearer of odd letters': { authorization: 'Bearer ÿþ%00"\'' },
    'many cookies': { cookie: Array.from({ length: 400 }, (_, i) => `c${i}=${i}`).join('; ') },
    'a broken cookie': { cookie: '=;;;=a; pomopomo_guest' },
    'a quoted cookie': { cookie: 'pomopomo_guest="abc' },
  }
  for (const [what, given] of Object.entries(headers)) {
    test(`with ${what} is nobody, not a crash`, async () => {
      const { status, body } = await world.stranger.request<Session>('GET', '/api/session', {
        headers: { 'sec-fetch-site': 'same-origin', ...given },
      })
      if (status === 200) assert.equal(body.kind, 'none')
      else assert.ok(status >= 400 && status < 500, `status ${status}`)
    })
  }

  test('cannot open a room', async () => {
    const nobody: Record<string, string>[] = [
      { authorization: 'Bearer nonsense' },
      { origin },
      { origin, cookie: `pomopomo_guest=${'x'.repeat(43)}` },
    ]
    for (const headers of nobody) {
      const problem = await world.stranger.refused('POST', '/api/rooms', { body: {}, headers })
      assert.deepEqual([problem.status, problem.reason], [401, 'no_identity'])
    }
  })
})
