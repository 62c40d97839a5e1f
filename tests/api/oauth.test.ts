/** Signing in with Google and GitHub: SECURITY.md OA1 to OA14. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { Browser } from '../lib/browser.ts'
import { selfSigned } from '../lib/certificates.ts'
import { GitHubStandIn } from '../lib/github.ts'
import {
  ForgingProvider,
  googleFlags,
  type Issued,
  macToken,
  newKey,
  OpenIdServer,
  signToken,
} from '../lib/openid.ts'
import { Loopback } from '../lib/loopback.ts'
import { leadsTo, leave, passAsking, passBy, signInWith } from '../lib/provider-sign-in.ts'
import { atAnotherTime, temporaryDirectory } from '../lib/server.ts'
import { dump } from '../lib/store.ts'
import { World } from '../lib/world.ts'

interface Session {
  kind: 'none' | 'guest' | 'user'
  user?: { id: string; displayName: string; email: string | null; username: string | null }
}

async function sessionOf(browser: Browser): Promise<Session> {
  return browser.get<Session>('/api/session')
}

async function userOf(browser: Browser): Promise<NonNullable<Session['user']>> {
  const { user } = await sessionOf(browser)
  if (!user) throw new Error('nobody is signed in')
  return user
}

const newPage = '/sign-in/complete'
/** Where trouble ends. */
const trouble = (problem: string) => `/sign-in?problem=${problem}`

/** A provider that can be forged, and a server that trusts it. */
async function forging(flags: string[] = []): Promise<{ google: ForgingProvider; world: World }> {
  const google = await ForgingProvider.start()
  const world = await World.start({ flags: [...googleFlags(google.issuer), ...flags] })
  return { google, world }
}

async function refuses(world: World, problem = 'provider_refused'): Promise<void> {
  const browser = world.browser()
  assert.equal(leadsTo(await signInWith(browser, 'google')), trouble(problem))
  assert.equal((await sessionOf(browser)).kind, 'none')
}

describe('signing in with a real OpenID provider', () => {
  it('makes an account, and knows it again', async () => {
    const google = await OpenIdServer.start()
    google.people.set('ana', {
      sub: 'ana',
      email: 'Ana@EXAMPLE.test',
      email_verified: true,
      name: 'Ana Lima',
      locale: 'pt-BR',
    })
    const world = await World.start({ flags: googleFlags(google.issuer) })
    const browser = world.browser()
    google.register(browser.origin)
    const providers = await world.stranger.get<{ items: object[] }>('/api/auth/providers')
    assert.deepEqual(providers.items, [{ id: 'google' }])

    const back = await passAsking(await leave(browser, 'google', { next: '/room/ABC234' }), 'ana')
    const arrived = await browser.request('GET', back)
    assert.equal(leadsTo(arrived), `${newPage}?next=%2Froom%2FABC234`)
    const ana = await userOf(browser)
    assert.equal(ana.displayName, 'Ana Lima')
    assert.equal(ana.email, 'Ana@example.test')

    const other = world.browser()
    await other.request('GET', await passAsking(await leave(other, 'google'), 'ana'))
    assert.equal((await userOf(other)).id, ana.id)
  })

  // OA14
  it('ends kindly when somebody says no, or goes away and comes again', async () => {
    const google = await OpenIdServer.start()
    google.people.set('ana', { sub: 'ana', name: 'Ana' })
    const world = await World.start({ flags: googleFlags(google.issuer) })
    const browser = world.browser()
    google.register(browser.origin)
    const said = await passAsking(await leave(browser, 'google', { next: '/solo' }), undefined)
    const arrived = await browser.request('GET', said)
    assert.equal(leadsTo(arrived), `${trouble('access_denied')}&next=%2Fsolo`)

    await leave(browser, 'google') // and the tab is closed
    await browser.request('GET', await passAsking(await leave(browser, 'google'), 'ana'))
    assert.equal((await userOf(browser)).displayName, 'Ana')
  })
})

describe('leaving for a provider', () => {
  // OA1
  it('takes fresh secrets along, each time', async () => {
    const { google, world } = await forging()
    const browser = world.browser()
    for (let i = 0; i < 20; ++i) await passBy(await leave(browser, 'google'))
    const all = (name: string) => google.requests.map((request) => request.get(name) ?? '')
    for (const name of ['state', 'nonce', 'code_challenge']) {
      assert.equal(new Set(all(name)).size, 20, name)
      assert.ok(
        all(name).every((value) => value.length >= 43),
        name,
      )
    }
    const same = {
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      redirect_uri: `${browser.origin}/api/auth/google/callback`,
    }
    for (const [name, value] of Object.entries(same))
      assert.deepEqual([...new Set(all(name))], [value])
  })

  // AU9
  it('comes back to our own site alone', async () => {
    const { world } = await forging()
    for (const next of ['//evil.test', '/\\evil.test', 'https:evil.test', '/%09/evil.test']) {
      assert.equal(leadsTo(await signInWith(world.browser(), 'google', { next })), newPage, next)
    }
  })

  it('has no address where a provider is not configured', async () => {
    const { world } = await forging()
    const problem = await world.stranger.refused('GET', '/api/auth/github/start')
    assert.equal(problem.status, 404)
  })
})

describe('coming back', () => {
  // OA2
  it('works once, in the browser that left', async () => {
    const { world } = await forging()
    const browser = world.browser()
    const back = await passBy(await leave(browser, 'google'))
    const thief = world.browser()
    assert.equal(leadsTo(await thief.request('GET', back)), trouble('expired'))
    await leave(thief, 'google')
    assert.equal(leadsTo(await thief.request('GET', back)), trouble('expired'))

    assert.equal(leadsTo(await browser.request('GET', back)), newPage)
    const again = await browser.request('GET', back)
    assert.equal(leadsTo(again), trouble('expired'))
    assert.equal((await sessionOf(thief)).kind, 'none')
  })

  // OA2, OA5
  it('works for the provider it left for', async () => {
    const google = await ForgingProvider.start()
    const github = await GitHubStandIn.start()
    const world = await World.start({ flags: [...googleFlags(google.issuer), ...github.flags] })
    const browser = world.browser()
    const atGoogle = await passBy(await leave(browser, 'google'))
    await leave(browser, 'github')
    const mixed = atGoogle.replace('google', 'github')
    assert.equal(leadsTo(await browser.request('GET', mixed)), trouble('expired'))
    assert.equal(github.tokens.length, 0)
  })

  // OA2
  it('must not take longer than ten minutes', atAnotherTime, async () => {
    const google = await ForgingProvider.start()
    const flags = googleFlags(google.issuer)
    const data = temporaryDirectory()
    after(data.remove)
    const world = await World.start({ flags, dataDir: data.path, onSqlite: true })
    const browser = world.browser()
    const back = await passBy(await leave(browser, 'google'))
    await world.server.stop()
    await world.restart({ flags, aheadSec: 11 * 60 })
    assert.equal(leadsTo(await browser.request('GET', back)), trouble('expired'))
  })

  it('takes nonsense for an end, not for a fault', async () => {
    const { world } = await forging()
    for (const query of ['', '?state=x', '?code=%00&state=%FF', `?state=${'x'.repeat(4000)}`]) {
      const arrived = await world.stranger.request('GET', `/api/auth/google/callback${query}`)
      assert.equal(leadsTo(arrived), trouble('expired'), query)
    }
  })

  // OA5
  it('says which provider it comes from', async () => {
    const { google, world } = await forging()
    google.forgeReturn = (parameters) => parameters.set('iss', 'https://evil.test')
    await refuses(world)
    google.forgeReturn = (parameters) => parameters.delete('iss')
    await refuses(world)
    google.forgeReturn = (parameters) => parameters.delete('code')
    await refuses(world)
    google.forgeReturn = (parameters) => parameters.set('code', 'not-given')
    await refuses(world)
  })
})

describe('an ID token', () => {
  // OA3
  it('counts only when all of it is right', async () => {
    const { google, world } = await forging()
    const thief = newKey('RS256')
    const trap = await Loopback.start((_, response) => void response.end('{}'))
    const claim = (name: string, value: unknown) => (issued: Issued) =>
      signToken(issued.header, { ...issued.claims, [name]: value }, issued.key)
    const header = (more: object) => (issued: Issued) =>
      signToken({ ...issued.header, ...more }, issued.claims, issued.key)
    const now = Math.floor(Date.now() / 1000)
    const pem = google.key.publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const forgeries: Record<string, (issued: Issued) => string | undefined> = {
      'wrong nonce': claim('nonce', 'other'),
      'no nonce': claim('nonce', undefined),
      'wrong aud': claim('aud', 'other'),
      'wrong azp': claim('azp', 'other'),
      'wrong iss': claim('iss', 'https://evil.test'),
      expired: claim('exp', now - 120),
      'made later': claim('iat', now + 120),
      'no iat': claim('iat', undefined),
      'no sub': claim('sub', undefined),
      'alg none': ({ claims }) =>
        signToken({ alg: 'none' }, claims, google.key).replace(/[^.]*$/, ''),
      'HS256 by our secret': ({ header: { kid }, claims }) =>
        macToken({ alg: 'HS256', kid }, claims, 'a-secret-of-pomopomo-at-google'),
      'HS256 by the public key': ({ header: { kid }, claims }) =>
        macToken({ alg: 'HS256', kid }, claims, pem),
      'bad signature': (issued) =>
        signToken(issued.header, issued.claims, issued.key).slice(0, -6) + 'AAAAAA',
      'wrong key': ({ header: known, claims }) => signToken(known, claims, thief),
      'no token': () => undefined,
      'no JSON': () => 'a.b.c',
      jku: ({ header: known, claims }) =>
        signToken(
          { ...known, jku: `${trap.url}/keys`, jwk: thief.publicKey.export({ format: 'jwk' }) },
          claims,
          thief,
        ),
      crit: header({ crit: ['b64'], b64: false }),
    }
    for (const [name, forge] of Object.entries(forgeries)) {
      google.forgeToken = forge
      const browser = world.browser()
      assert.equal(leadsTo(await signInWith(browser, 'google')), trouble('provider_refused'), name)
      assert.equal((await sessionOf(browser)).kind, 'none', name)
    }
    assert.equal(trap.asked.length, 0)

    google.forgeToken = ({ header: known, claims, key }) => signToken(known, claims, key)
    assert.equal(leadsTo(await signInWith(world.browser(), 'google')), newPage)
  })

  // OA4
  it('may be signed by a new key, which is looked for once a minute', async () => {
    const { google, world } = await forging()
    await signInWith(world.browser(), 'google')
    google.key = newKey('ES256')
    google.keys = [google.key]
    const browser = world.browser()
    await signInWith(browser, 'google')
    assert.equal((await sessionOf(browser)).kind, 'user')
    assert.equal(google.loopback.count('/jwks'), 2)

    google.key = newKey()
    await Promise.all(Array.from({ length: 20 }, () => refuses(world)))
    assert.equal(google.loopback.count('/jwks'), 2)
  })

  // OA6
  it('and userinfo speak of one person', async () => {
    const { google, world } = await forging()
    google.forgeUserinfo = (real) => ({ ...real, sub: '2' })
    await refuses(world)
  })
})

describe('a provider in trouble', () => {
  // OA5
  it('must be who it was said to be', async () => {
    const { google, world } = await forging()
    google.forgeConfiguration = (real) => ({ ...real, issuer: 'https://evil.test' })
    const browser = world.browser()
    const start = await browser.request('GET', '/api/auth/google/start')
    assert.equal(leadsTo(start), trouble('provider_refused'))
  })

  // OA11
  it('keeps nobody waiting and leaves nobody half signed in', async () => {
    const { google, world } = await forging(['--provider-deadline-ms', '300'])
    await signInWith(world.browser(), 'google')
    const large = Buffer.alloc(1024 * 1024 + 1, 'x')
    const faults: Record<string, Parameters<typeof google.instead.set>[1]> = {
      silence: () => {},
      'too much': (response) => void response.writeHead(200).end(large),
      garbage: (response) => void response.writeHead(200).end('<html>'),
      reset: (response) => void response.destroy(),
      failure: (response) => void response.writeHead(500).end('{}'),
    }
    for (const path of ['/token', '/userinfo']) {
      for (const [name, fault] of Object.entries(faults)) {
        google.instead.set(path, fault)
        const browser = world.browser()
        const arrived = await signInWith(browser, 'google')
        assert.equal(leadsTo(arrived), trouble('provider_unavailable'), `${path}: ${name}`)
        assert.equal((await sessionOf(browser)).kind, 'none')
      }
      google.instead.delete(path)
    }
  })

  // OA11
  it('may fail at the first question', async () => {
    const { google, world } = await forging(['--provider-deadline-ms', '300'])
    google.instead.set('/.well-known/openid-configuration', () => {})
    const start = await world.stranger.request('GET', '/api/auth/google/start')
    assert.equal(leadsTo(start), trouble('provider_unavailable'))
    google.instead.clear()
    google.instead.set('/jwks', (response) => void response.writeHead(500).end())
    await refuses(world, 'provider_unavailable')
    google.instead.clear()
    assert.equal(leadsTo(await signInWith(world.browser(), 'google')), newPage)
  })
})

// OA12
describe('a provider behind TLS', () => {
  it('is believed when somebody we trust vouches for its name', async () => {
    const files = temporaryDirectory()
    after(files.remove)
    const right = selfSigned(files.path, 'right', 'IP:127.0.0.1')
    const google = await ForgingProvider.start(right)
    const flags = googleFlags(google.issuer)
    const careful = await World.start({ flags })
    const start = await careful.stranger.request('GET', '/api/auth/google/start')
    assert.equal(leadsTo(start), trouble('provider_unavailable'))

    const trusting = await World.start({ flags: [...flags, '--provider-ca', right.file] })
    const led = await trusting.stranger.request('GET', '/api/auth/google/start')
    assert.ok(leadsTo(led).startsWith(`${google.issuer}/authorize?`))
  })

  it('is not believed under another name', async () => {
    const files = temporaryDirectory()
    after(files.remove)
    const other = selfSigned(files.path, 'other', 'DNS:id.test')
    const google = await ForgingProvider.start(other)
    const flags = [...googleFlags(google.issuer), '--provider-ca', other.file]
    const world = await World.start({ flags })
    const start = await world.stranger.request('GET', '/api/auth/google/start')
    assert.equal(leadsTo(start), trouble('provider_unavailable'))
    assert.equal(google.loopback.asked.length, 0)
  })
})

describe('signing in with GitHub', () => {
  // OA10
  it('knows the account by its number, whatever it is called', async () => {
    const github = await GitHubStandIn.start()
    const world = await World.start({ flags: github.flags })
    const browser = world.browser()
    assert.equal(leadsTo(await signInWith(browser, 'github')), newPage)
    const { id, displayName, email } = await userOf(browser)
    assert.equal(displayName, 'The Octocat')
    assert.equal(email, 'octocat@example.test')

    github.user = { ...github.user, login: 'renamed', name: null }
    github.addresses = [{ email: 'new@example.test', primary: true, verified: true }]
    const later = world.browser()
    await signInWith(later, 'github')
    assert.equal((await userOf(later)).id, id)
    for (const asked of github.loopback.asked.filter(({ path }) => path.startsWith('/user')))
      assert.match(asked.headers['user-agent'] ?? '', /^pomopomo/)
  })

  // OA7, OA10
  it('takes only an address that is primary and verified', async () => {
    const github = await GitHubStandIn.start()
    const world = await World.start({ flags: github.flags })
    const email = 'cat@example.test'
    const cases = [
      [{ email, primary: true, verified: false }],
      [{ email, primary: false, verified: true }],
      [{ email: 'no address', primary: true, verified: true }],
      [],
      404,
      403,
    ]
    for (const [i, addresses] of cases.entries()) {
      github.user = { ...github.user, id: 100 + i }
      github.addresses = addresses
      const browser = world.browser()
      assert.equal(leadsTo(await signInWith(browser, 'github')), newPage)
      assert.equal((await userOf(browser)).email, null)
    }
  })

  // OA10, OA11
  it('understands refusals, also with status 200', async () => {
    const github = await GitHubStandIn.start()
    const world = await World.start({ flags: [...github.flags, '--provider-deadline-ms', '300'] })
    github.tokenError = 'bad_verification_code'
    assert.equal(leadsTo(await signInWith(world.browser(), 'github')), trouble('provider_refused'))
    github.tokenError = undefined
    for (const path of ['/login/oauth/access_token', '/user', '/user/emails']) {
      github.instead.set(path, () => {})
      const arrived = await signInWith(world.browser(), 'github')
      assert.equal(leadsTo(arrived), trouble('provider_unavailable'), path)
      github.instead.delete(path)
    }
  })
})

describe('an address that belongs to somebody', () => {
  const address = 'ana@example.test'

  async function both(): Promise<{ google: ForgingProvider; github: GitHubStandIn; world: World }> {
    const google = await ForgingProvider.start()
    const github = await GitHubStandIn.start()
    const world = await World.start({ flags: [...googleFlags(google.issuer), ...github.flags] })
    github.addresses = [{ email: address, primary: true, verified: true }]
    return { google, github, world }
  }

  // OA9
  it('is a question, and one answer links both', async () => {
    const { world } = await both()
    const ana = world.browser()
    await signInWith(ana, 'github')
    const { id } = await userOf(ana)

    const browser = world.browser()
    const arrived = await signInWith(browser, 'google', { next: '/solo' })
    assert.equal(leadsTo(arrived), '/sign-in/link?next=%2Fsolo')
    assert.equal((await sessionOf(browser)).kind, 'none')
    const waiting = { provider: 'google', email: address, next: '/solo' }
    assert.deepEqual(await browser.get('/api/auth/link'), waiting)
    assert.equal((await world.stranger.refused('GET', '/api/auth/link')).reason, 'no_pending_link')
    const nobody = await browser.refused('POST', '/api/auth/link/confirm', { body: {} })
    assert.equal(nobody.code, 'unauthorized')

    await signInWith(browser, 'github')
    assert.deepEqual(await browser.post('/api/auth/link/confirm', {}), waiting)
    assert.equal((await browser.refused('GET', '/api/auth/link')).reason, 'no_pending_link')
    const later = world.browser()
    await signInWith(later, 'google')
    assert.equal((await userOf(later)).id, id)
  })

  // OA9
  it('may be proven by a mail', async () => {
    const { world } = await both()
    const ana = await world.signUp(address)
    const browser = world.browser()
    await signInWith(browser, 'google')
    await world.signUp(address, browser)
    await browser.post('/api/auth/link/confirm', {})
    const later = world.browser()
    await signInWith(later, 'google')
    assert.equal((await userOf(later)).id, ana.id)
  })

  // OA7
  it('is not touched by somebody who has not proven it', async () => {
    const { google, world } = await both()
    const ana = world.browser()
    await signInWith(ana, 'github')
    google.person = { sub: 'mallory', email: address, email_verified: false, name: 'Mallory' }
    const mallory = world.browser()
    assert.equal(leadsTo(await signInWith(mallory, 'google')), newPage)
    const user = await userOf(mallory)
    assert.notEqual(user.id, (await userOf(ana)).id)
    assert.equal(user.email, null)
    assert.equal((await mallory.refused('GET', '/api/auth/link')).reason, 'no_pending_link')
  })

  // OA9
  it('is not linked to another account than its own', async () => {
    const { github, world } = await both()
    await signInWith(world.browser(), 'github')
    const other = world.browser()
    await signInWith(other, 'google')
    github.user = { ...github.user, id: 7 }
    github.addresses = []
    await signInWith(other, 'github')
    const refused = await other.refused('POST', '/api/auth/link/confirm', { body: {} })
    assert.equal(refused.reason, 'other_account')
  })
})

describe('linking a provider to the account that is signed in', () => {
  async function signedIn(): Promise<{ google: ForgingProvider; world: World; browser: Browser }> {
    const google = await ForgingProvider.start()
    const github = await GitHubStandIn.start()
    const world = await World.start({ flags: [...googleFlags(google.issuer), ...github.flags] })
    const browser = world.browser()
    await signInWith(browser, 'github')
    return { google, world, browser }
  }

  it('needs no address, and signs the same person in later', async () => {
    const { google, world, browser } = await signedIn()
    google.person = { sub: 'ana' }
    assert.equal(leadsTo(await signInWith(browser, 'google', { link: '1' })), '/settings/security')
    const later = world.browser()
    await signInWith(later, 'google')
    assert.equal((await userOf(later)).id, (await userOf(browser)).id)
  })

  it('takes nothing away from another account', async () => {
    const { world, browser } = await signedIn()
    const owner = world.browser()
    await signInWith(owner, 'google')
    const arrived = await signInWith(browser, 'google', { link: '1' })
    assert.equal(leadsTo(arrived), '/settings/security?problem=linked_elsewhere')
    const later = world.browser()
    await signInWith(later, 'google')
    assert.equal((await userOf(later)).id, (await userOf(owner)).id)
  })

  it('is for the person who left, and for nobody who is not signed in', async () => {
    const { world, browser } = await signedIn()
    const start = await world.browser().request('GET', '/api/auth/google/start?link=1')
    assert.equal(leadsTo(start), '/settings/security?problem=no_account')
    const back = await passBy(await leave(browser, 'google', { link: '1' }))
    await browser.post('/api/auth/sign-out', {})
    const arrived = await browser.request('GET', back)
    assert.equal(leadsTo(arrived), '/settings/security?problem=other_account')
  })

  it('is not begun by another site', async () => {
    const { browser } = await signedIn()
    const headers = { 'sec-fetch-site': 'cross-site' }
    const start = await browser.request('GET', '/api/auth/google/start?link=1', { headers })
    assert.equal(leadsTo(start), '/settings/security?problem=other_site')
  })
})

// OA13, LG2
it('nothing that a provider hands out is kept or told', async () => {
  const google = await ForgingProvider.start()
  const github = await GitHubStandIn.start()
  const world = await World.start({
    flags: [...googleFlags(google.issuer), ...github.flags, '--log-level', 'debug'],
  })
  await signInWith(world.browser(), 'google')
  await signInWith(world.browser(), 'github')
  google.forgeUserinfo = (real) => ({ ...real, sub: '2' })
  await refuses(world)
  const given = [...google.accessTokens, ...github.tokens]
  assert.equal(given.length, 3)
  const kept = dump(world.server.dataDir) + world.server.output
  const secrets = [...given, 'a-secret-of-pomopomo-at-google', 'a-secret-of-pomopomo-at-github']
  for (const secret of secrets) assert.ok(!kept.includes(secret), secret)
})
