import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { askForMail } from '../lib/accounts.ts'
import type { Browser } from '../lib/browser.ts'
import { World } from '../lib/world.ts'

// Sessions of signed-in people, as a browser sees them (SECURITY.md 1.2).
const world = await World.start({
  flags: [
    '--limit',
    'mail_client=1000/s,mail_client_day=1000/s,mail_address=1000/s,mail_address_day=1000/s',
  ],
})

interface Session {
  kind: 'none' | 'guest' | 'user'
  user?: { id: string }
  guest?: { id: string }
}
interface Device {
  id: string
  current: boolean
  userAgent: string
  address: string
}

const session = (browser: Browser) => browser.get<Session>('/api/session')
const devices = async (browser: Browser) =>
  (await browser.get<{ items: Device[] }>('/api/me/sessions')).items

function cookieLines(headers: Headers, name: string): string[] {
  return headers.getSetCookie().filter((line) => line.startsWith(`${name}=`))
}

describe('a session', () => {
  test('is a cookie that scripts, other sites and other paths do not get (SE1)', async () => {
    const browser = world.browser()
    const { token } = await askForMail(world, browser, 'se1@example.test')
    const begun = await browser.request('POST', '/api/auth/email/verify', { body: { token } })
    const ended = await browser.request('POST', '/api/auth/sign-out', { body: {} })
    const lines = [begun, ended].flatMap(({ headers }) => cookieLines(headers, 'pomopomo_session'))
    assert.equal(lines.length, 2)
    for (const line of lines) {
      const attributes = line.split(';').map((part) => part.trim())
      assert.ok(line.length < 4096)
      for (const needed of ['HttpOnly', 'SameSite=Lax', 'Path=/'])
        assert.ok(attributes.includes(needed), `${needed} is missing`)
      assert.ok(!attributes.some((attribute) => /^domain/i.test(attribute)))
    }
  })

  test('has another secret after each sign-in, never a planted one (SE3)', async () => {
    const browser = world.browser()
    browser.setCookie('pomopomo_session', 'x'.repeat(43))
    await world.signUp('se3@example.test', browser)
    const first = browser.cookie('pomopomo_session')
    assert.notEqual(first, 'x'.repeat(43))
    await world.signUp('se3@example.test', browser)
    assert.notEqual(browser.cookie('pomopomo_session'), first)
    const planted = world.browser()
    planted.setCookie('pomopomo_session', 'x'.repeat(43))
    assert.equal((await session(planted)).kind, 'none')
    assert.equal(planted.cookie('pomopomo_session'), undefined, 'it is cleared')
  })

  test('counts for our own pages alone', async () => {
    const { browser } = await world.signUp('origin@example.test')
    assert.ok(browser)
    const foreign = { headers: { origin: 'https://evil.example' } }
    assert.equal((await browser.refused('GET', '/api/me/sessions', foreign)).code, 'unauthorized')
    const refused = await browser.refused('DELETE', '/api/me/sessions/others', foreign)
    assert.equal(refused.reason, 'bad_origin')
  })

  test('ends when its owner signs out, and the guest of this browser with it (C7)', async () => {
    const browser = world.browser()
    await browser.post('/api/guests', {})
    await world.signUp('out@example.test', browser)
    const copies = browser.kept()
    await browser.post('/api/auth/sign-out', {})
    assert.deepEqual(await session(browser), { kind: 'none' })
    const thief = world.browser()
    for (const [name, value] of copies) thief.setCookie(name, value)
    assert.deepEqual(await session(thief), { kind: 'none' })
    assert.equal((await thief.refused('GET', '/api/me/sessions')).reason, 'no_account')
  })

  test('is listed for its owner alone, without anything that opens it (SE7)', async () => {
    const here = await world.signUp('se7@example.test')
    const there = await world.signUp('se7@example.test')
    const other = await world.signUp('other7@example.test')
    assert.ok(here.browser && there.browser && other.browser)
    const listed = await devices(here.browser)
    assert.equal(listed.length, 2)
    assert.deepEqual(
      listed.map((device) => device.current).toSorted(),
      [false, true],
      'the one that asks is marked',
    )
    assert.ok(listed.every((device) => device.address === '127.0.0.0/24'))
    const secret = here.browser.cookie('pomopomo_session') ?? ''
    assert.ok(listed.every((device) => !JSON.stringify(device).includes(secret)))
    const mine = listed.find((device) => device.current)?.id ?? ''
    const refused = await other.browser.refused('DELETE', `/api/me/sessions/${mine}`)
    const missing = await other.browser.refused('DELETE', '/api/me/sessions/1')
    const { requestId: _, ...body } = refused as typeof refused & { requestId: string }
    const { requestId: __, ...same } = missing as typeof missing & { requestId: string }
    assert.deepEqual(body, same, 'IN5: as if it did not exist')
    assert.equal(refused.status, 404)
    assert.equal((await session(here.browser)).kind, 'user')
  })

  test('cannot be brought back by a request that races its end (SE5)', async () => {
    const keeper = await world.signUp('se5@example.test')
    assert.ok(keeper.browser)
    for (let round = 0; round < 10; ++round) {
      const { browser } = await world.signUp('se5@example.test')
      assert.ok(browser)
      const target = (await devices(browser)).find((device) => device.current)?.id ?? ''
      await Promise.all([
        ...Array.from({ length: 10 }, () => browser.request('GET', '/api/session')),
        keeper.browser.request('DELETE', `/api/me/sessions/${target}`),
      ])
      assert.equal((await session(browser)).kind, 'none', `round ${round}`)
    }
  })
})

describe('a live connection', () => {
  test('closes when its session is ended, and cannot come back (SE4)', async () => {
    const here = await world.signUp('se4@example.test')
    const there = await world.signUp('se4@example.test')
    assert.ok(here.browser && there.browser)
    const mine = await here.connect()
    const ended = await there.connect()
    await here.browser.request('DELETE', '/api/me/sessions/others')
    assert.deepEqual(await ended.next('session:revoked'), { reason: 'revoked' })
    await ended.closed()
    assert.ok(mine.socket.connected, 'the one that did it stays')
    await assert.rejects(there.connect(), /unauthorized/)
    assert.equal((await session(there.browser)).kind, 'none')
  })

  test('closes when its owner signs out in another tab', async () => {
    const { browser, ...ana } = await world.signUp('tabs@example.test')
    assert.ok(browser && ana)
    const person = await world.signUp('tabs@example.test', browser)
    const tab = await person.connect()
    await browser.post('/api/auth/sign-out', {})
    assert.deepEqual(await tab.next('session:revoked'), { reason: 'signed_out' })
    await tab.closed()
  })
})
