import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askForMail, loggedMails, type SignedIn } from '../lib/accounts.ts'
import { Authenticator } from '../lib/authenticator.ts'
import type { Browser } from '../lib/browser.ts'
import { temporaryDirectory } from '../lib/server.ts'
import { dump } from '../lib/store.ts'
import { until } from '../lib/until.ts'
import { World } from '../lib/world.ts'

// AU13, LG3: codes of an authenticator beside the first factor.
const wide = ['mail_client', 'mail_client_day', 'mail_address', 'sign_in_tries', 'api_address']
const flags = ['--limit', wide.map((name) => `${name}=1000000/s`).join(',')]
const world = await World.start({ flags })

let people = 0
const anAddress = () => `careful-${++people}@example.test`

interface OwnSession {
  kind: string
  user?: { id: string; needsSecondFactor?: true }
}
const sessionOf = (browser: Browser) => browser.get<OwnSession>('/api/session')
const hasTotp = async (browser: Browser) =>
  (await browser.get<{ hasTotp: boolean }>('/api/me/methods')).hasTotp

interface Careful {
  email: string
  browser: Browser
  authenticator: Authenticator
  backupCodes: string[]
}

/** Somebody whose second factor is on. */
async function careful(place = world): Promise<Careful> {
  const email = anAddress()
  const browser = place.browser()
  await place.signUp(email, browser)
  const { secret, uri } = await browser.post<{ secret: string; uri: string }>('/api/me/totp', {})
  assert.equal(new URL(uri).searchParams.get('secret'), secret)
  const authenticator = new Authenticator(secret)
  const code = authenticator.next()
  const { backupCodes } = await browser.post<{ backupCodes: string[] }>('/api/me/totp', { code })
  return { email, browser, authenticator, backupCodes }
}

/** A browser that has shown the first factor. */
async function halfway(email: string, place = world, browser = place.browser()): Promise<Browser> {
  const { token } = await askForMail(place, browser, email)
  await browser.post<SignedIn>('/api/auth/email/verify', { token })
  return browser
}

const show = (browser: Browser, code: string) =>
  browser.request<{ reason: string }>('POST', '/api/auth/second-factor', { body: { code } })

test('without it nobody is let in, by whichever way they came (AU13)', async () => {
  const { email, authenticator } = await careful()
  const browser = await halfway(email)
  const before = await sessionOf(browser)
  assert.equal(before.user?.needsSecondFactor, true)
  for (const path of ['/api/me/sessions', '/api/me/methods']) {
    const problem = await browser.refused('GET', path)
    assert.deepEqual([problem.status, problem.reason], [401, 'no_account'])
  }
  assert.equal((await browser.refused('POST', '/api/rooms', { body: {} })).status, 401)
  const planted = browser.cookie('pomopomo_session')
  const { status } = await show(browser, authenticator.next())
  assert.equal(status, 200)
  assert.equal((await sessionOf(browser)).user?.needsSecondFactor, undefined)
  await browser.get('/api/me/sessions')
  assert.notEqual(browser.cookie('pomopomo_session'), planted, 'SE3')
})

test('the secret counts once a code of it was shown, and is told once', async () => {
  const email = anAddress()
  const browser = world.browser()
  await world.signUp(email, browser)
  const early = await browser.refused('POST', '/api/me/totp', { body: { code: '123456' } })
  assert.equal(early.reason, 'not_begun')
  const first = await browser.post<{ secret: string }>('/api/me/totp', {})
  assert.equal(await hasTotp(browser), false)
  const { secret } = await browser.post<{ secret: string }>('/api/me/totp', {})
  assert.notEqual(secret, first.secret)
  const stale = new Authenticator(first.secret).next()
  const wrong = await browser.refused('POST', '/api/me/totp', { body: { code: stale } })
  assert.deepEqual([wrong.status, wrong.reason], [400, 'wrong_code'])
  const code = new Authenticator(secret).next()
  const mails = loggedMails(world.server, email).length
  const { backupCodes } = await browser.post<{ backupCodes: string[] }>('/api/me/totp', { code })
  assert.equal(new Set(backupCodes).size, 10)
  assert.equal(await hasTotp(browser), true)
  const again = await browser.refused('POST', '/api/me/totp', { body: {} })
  assert.equal(again.reason, 'second_factor_on')
  await until(() => loggedMails(world.server, email).length > mails, {
    what: () => 'the notice (AU14)',
  })
  const stored = dump(world.server.dataDir)
  for (const told of [secret, ...backupCodes]) assert.ok(!stored.includes(told))
})

test('no code is taken twice, of the authenticator or of the paper', async () => {
  const { email, authenticator, backupCodes } = await careful()
  const code = authenticator.next()
  assert.equal((await show(await halfway(email), code)).status, 200)
  const replayed = await show(await halfway(email), code)
  assert.deepEqual([replayed.status, replayed.body.reason], [400, 'wrong_code'])
  const [backup] = backupCodes as [string]
  assert.equal((await show(await halfway(email), backup.toUpperCase())).status, 200)
  assert.equal((await show(await halfway(email), backup)).status, 400)

  const [other] = backupCodes.slice(1) as [string]
  const racing = [await halfway(email), await halfway(email)]
  const answers = await Promise.all(racing.map((browser) => show(browser, other)))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
})

test('five wrong codes and there is a wait, but not in a browser that is known (AU12, AU13)', async () => {
  const { email, browser: known, backupCodes } = await careful()
  const stranger = await halfway(email)
  const statuses = []
  for (let i = 0; i < 6; ++i) statuses.push((await show(stranger, `00000${i}`)).status)
  assert.deepEqual(statuses, [400, 400, 400, 400, 400, 429])
  assert.equal((await show(stranger, backupCodes[0] as string)).status, 429)
  await known.post('/api/auth/sign-out', {})
  await halfway(email, world, known)
  assert.equal((await show(known, backupCodes[0] as string)).status, 200)
})

test('other backup codes end the older ones', async () => {
  const { email, browser, backupCodes } = await careful()
  const renewed = await browser.post<{ backupCodes: string[] }>('/api/me/totp/backup-codes', {})
  assert.equal((await show(await halfway(email), backupCodes[0] as string)).status, 400)
  assert.equal((await show(await halfway(email), renewed.backupCodes[0] as string)).status, 200)
  const { backupCodesLeft } = await browser.get<{ backupCodesLeft: number }>('/api/me/methods')
  assert.equal(backupCodesLeft, 9)
})

test('with it a password may be shorter, and then it stays on (AU10)', async () => {
  const { browser } = await careful()
  const change = '/api/auth/password/change'
  await browser.post(change, { password: 'kurz, aber' })
  const kept = await browser.refused('DELETE', '/api/me/totp')
  assert.deepEqual([kept.status, kept.reason], [409, 'short_password'])
  await browser.post(change, { password: 'nicht mehr ganz so kurz' })
  assert.equal((await browser.request('DELETE', '/api/me/totp')).status, 204)
  assert.equal(await hasTotp(browser), false)
  const short = await browser.refused('POST', change, { body: { password: 'kurz, aber' } })
  assert.equal(short.errors?.[0]?.code, 'too_short')
  const off = await browser.refused('POST', '/api/me/totp/backup-codes', { body: {} })
  assert.equal(off.reason, 'second_factor_off')
})

test('switched off, the first factor is enough, and the owner is told (AU14)', async () => {
  const { email, browser } = await careful()
  const mails = loggedMails(world.server, email).length
  await browser.request('DELETE', '/api/me/totp')
  await until(() => loggedMails(world.server, email).length > mails, { what: () => 'the notice' })
  assert.equal((await sessionOf(await halfway(email))).user?.needsSecondFactor, undefined)
})

test('a code of it shows once more who one is; a mail does not', async () => {
  const { browser, authenticator } = await careful()
  const again = '/api/auth/reauthenticate'
  const mailed = await browser.refused('POST', `${again}/mail`, { body: {} })
  assert.equal(mailed.reason, 'second_factor_on')
  assert.equal((await browser.refused('POST', again, { body: { code: '000000' } })).status, 400)
  await browser.post(again, { code: authenticator.next() })
})

test('who waits for nothing shows no code', async () => {
  const browser = world.browser()
  assert.equal((await show(browser, '123456')).status, 401)
  await world.signUp(anAddress(), browser)
  assert.equal((await show(browser, '123456')).status, 401)
})

test('the secret survives another key, as long as the older one is given too (LG3)', async () => {
  const data = temporaryDirectory()
  const [one, two] = ['first key '.padEnd(40, 'abcdefghij'), 'second key '.padEnd(40, 'klmnopqrst')]
  const keys = (secret: string, previous = '') => ({
    POMOPOMO_SECRET_KEY: secret,
    POMOPOMO_PREVIOUS_SECRET_KEY: previous,
  })
  const place = await World.start({ flags, dataDir: data.path, env: keys(one) })
  const { email, authenticator, backupCodes } = await careful(place)
  await place.server.stop()
  await place.restart({ flags, env: keys(two) })
  const lost = await halfway(email, place)
  assert.equal((await show(lost, authenticator.next())).status, 400)
  assert.equal((await show(lost, backupCodes[0] as string)).status, 200, 'paper needs no key')
  await place.server.stop()
  await place.restart({ flags, env: keys(two, one) })
  const found = await halfway(email, place)
  const step = Math.floor(Date.now() / 30_000)
  assert.equal((await show(found, authenticator.code(step + 1))).status, 200)
  await place.close()
  data.remove()
})
