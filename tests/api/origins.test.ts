import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { routes } from '../lib/contract.ts'
import { World } from '../lib/world.ts'

// HT3, HT4: what changes something needs the own Origin and JSON; who has neither cookie nor Origin may use a token.
const origin = 'https://pomo.example.org'
const world = await World.start({ flags: ['--public-url', origin] })

const unsafe = routes.filter((route) => !['GET', 'HEAD'].includes(route.method))
const { cookie, token } = await identities()
const openRooms = () => world.stranger.get<{ items: unknown[] }>('/api/rooms?open=1&limit=100')

async function identities(): Promise<{ cookie: string; token: string }> {
  const answer = await world.stranger.request('POST', '/api/guests', {
    body: {},
    headers: { origin },
  })
  const given = (answer.headers.get('set-cookie') ?? '').split(';')[0] as string
  world.watch.learn(given.split('=')[1] as string)
  return { cookie: given, token: (await world.guest()).token }
}

const foreign: Record<string, string> = {
  'another site': 'https://evil.example',
  'an opaque origin': 'null',
  'a look-alike suffix': 'https://pomo.example.org.evil.example',
  'a look-alike prefix': 'https://evilpomo.example.org',
  'another scheme': 'http://pomo.example.org',
  'another port': 'https://pomo.example.org:8443',
  'a subdomain': 'https://a.pomo.example.org',
  'nothing in it': '',
}

test('the document lists unsafe routes', () => assert.ok(unsafe.length >= 2))

test('behind https the cookie is bound to the host', () => {
  assert.match(cookie, /^__Host-pomopomo_guest=/)
})

for (const { method, path } of unsafe) {
  describe(`${method} ${path}`, () => {
    for (const [what, from] of Object.entries(foreign)) {
      test(`from ${what} is refused`, async () => {
        const problem = await world.stranger.refused(method, path, {
          body: { visibility: 'public' },
          headers: { cookie, origin: from },
        })
        assert.deepEqual([problem.status, problem.reason], [403, 'bad_origin'])
      })
    }

    test('says no more to a foreign origin that asks with a token', async () => {
      const problem = await world.stranger.refused(method, path, {
        body: {},
        headers: { authorization: `Bearer ${token}`, origin: 'https://evil.example' },
      })
      assert.equal(problem.status, 403)
    })

    test('with a cookie but no Origin is nobody’s', async () => {
      const problem = await world.stranger.refused(method, path, { body: {}, headers: { cookie } })
      assert.ok([401, 403].includes(problem.status))
    })

    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      test(`takes no ${type}`, async () => {
        const problem = await world.stranger.refused(method, path, {
          text: '{"visibility":"public"}',
          headers: { cookie, origin, 'content-type': type },
        })
        assert.equal(problem.status, 415)
      })
    }

    test('cannot be reached by a method in disguise', async () => {
      const before = (await openRooms()).items.length
      const answer = await world.stranger.request('GET', '/api/rooms?open=1&_method=POST', {
        headers: { cookie, origin, 'x-http-method-override': 'POST' },
      })
      assert.equal(answer.status, 200)
      assert.equal((await openRooms()).items.length, before)
    })
  })
}

test('the own origin works, by its name or by what the browser says', async () => {
  const ways: Record<string, string>[] = [{ origin }, { 'sec-fetch-site': 'same-origin' }]
  for (const own of ways) {
    const answer = await world.stranger.request('POST', '/api/rooms', {
      body: {},
      headers: { cookie, ...own },
    })
    assert.equal(answer.status, 201, JSON.stringify(own))
  }
})

test('no foreign page may read an answer (HT4)', async () => {
  for (const from of Object.values(foreign)) {
    const { headers } = await world.stranger.request('GET', '/api/session', {
      headers: { origin: from, cookie },
    })
    assert.equal(headers.get('access-control-allow-origin'), null)
    assert.equal(headers.get('access-control-allow-credentials'), null)
  }
})

test('sockets with a cookie open from the own origin only (WS1)', async () => {
  const own = await world.connect({ headers: { cookie, origin } })
  await own.send('clock:ping', {})
  for (const from of ['https://evil.example', 'null', 'https://pomo.example.org.evil.example']) {
    for (const transport of ['polling', 'websocket'] as const) {
      await assert.rejects(
        world.connect({ headers: { cookie, origin: from }, transports: [transport] }),
        `${from} by ${transport}`,
      )
    }
  }
  await assert.rejects(
    world.connect({ headers: { cookie } }),
    /unauthorized/,
    'no Origin: no cookie',
  )
})
