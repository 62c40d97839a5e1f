import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { loggedMails, type Mail, type SignedIn } from '../lib/accounts.ts'
import type { Browser } from '../lib/browser.ts'
import { ask } from '../lib/from.ts'
import { atAnotherTime, temporaryDirectory } from '../lib/server.ts'
import { dump } from '../lib/store.ts'
import { until } from '../lib/until.ts'
import { World } from '../lib/world.ts'

// AU7, AU10 to AU12, AU14, OA8: signing in by address and password.
const wide = ['mail_client', 'mail_client_day', 'mail_address', 'sign_in_tries', 'api_address']
const flags = ['--limit', wide.map((name) => `${name}=1000000/s`).join(',')]
const world = await World.start({ flags })

const password = 'tomatensalat am see'
let people = 0
const anAddress = () => `secretive-${++people}@example.test`
const kindOf = async (browser: Browser) =>
  (await browser.get<{ kind: string }>('/api/session')).kind

interface MethodList {
  items: { id: string; kind: string }[]
  hasPassword: boolean
  hasTotp: boolean
}
const methodsOf = (browser: Browser) => browser.get<MethodList>('/api/me/methods')

/** The next mail to that address after `ask`. */
async function mailAfter(
  email: string,
  cause: () => Promise<unknown>,
  place = world,
): Promise<Mail> {
  const before = loggedMails(place.server, email).length
  await cause()
  await until(() => loggedMails(place.server, email).length > before, {
    what: () => `a mail to ${email}; the server said:\n${place.server.output}`,
  })
  return loggedMails(place.server, email).at(-1) as Mail
}

async function signUp(email: string, browser = world.browser(), place = world): Promise<Browser> {
  const body = { email, password }
  const ask = () => browser.post('/api/auth/password/sign-up', body)
  const { token } = await mailAfter(email, ask, place)
  await browser.post('/api/auth/email/verify', { token })
  return browser
}

const signIn = (browser: Browser, email: string, secret = password) =>
  browser.request<SignedIn & { reason: string }>('POST', '/api/auth/password/sign-in', {
    body: { email, password: secret },
  })

async function resetToken(email: string): Promise<string> {
  const browser = world.browser()
  const { text } = await mailAfter(email, () =>
    browser.post('/api/auth/password/forgot', { email }),
  )
  return /\/auth\/reset\?token=(\S+)/.exec(text)?.[1] as string
}

test('a password signs in, once the mail has made the account', async () => {
  const email = anAddress()
  const first = await signUp(email)
  assert.equal(await kindOf(first), 'user')
  assert.deepEqual(
    (await methodsOf(first)).items.map(({ kind }) => kind),
    ['email', 'password'],
  )

  const second = world.browser()
  const { body } = await signIn(second, email)
  assert.equal(body.isNew, false)
  assert.equal(await kindOf(second), 'user')
  assert.deepEqual(await second.get('/api/session'), await first.get('/api/session'))
})

test('before the mail was answered there is no account', async () => {
  const email = anAddress()
  await world.browser().post('/api/auth/password/sign-up', { email, password })
  assert.equal((await signIn(world.browser(), email)).status, 401)
})

test('a squatter leaves nothing behind (OA8)', async () => {
  const email = anAddress()
  const squatter = world.browser()
  const { token } = await mailAfter(email, () =>
    squatter.post('/api/auth/password/sign-up', { email, password }),
  )
  const owner = world.browser()
  const elsewhere = await owner.refused('POST', '/api/auth/email/verify', { body: { token } })
  assert.equal(elsewhere.reason, 'other_browser')
  const ana = await world.signUp(email, owner)
  assert.equal((await methodsOf(owner)).hasPassword, false)
  assert.equal((await signIn(squatter, email)).status, 401)
  assert.equal(await kindOf(squatter), 'none')
  await ana.connect()
})

test('signing up with an address that has an account signs in, and changes nothing of it', async () => {
  const email = anAddress()
  await world.signUp(email)
  const again = await signUp(email)
  assert.equal((await methodsOf(again)).hasPassword, false)
  assert.equal((await signIn(world.browser(), email)).status, 401)
})

test('passwords anybody would guess are refused by name (AU10)', async () => {
  const email = 'long.enough@example.test'
  const wrong: [secret: string, rule: string][] = [
    ['eleven char', 'too_short'],
    ['passwordpassword', 'too_common'],
    ['123456789012', 'too_common'],
    ['Long.Enough@example.test', 'own_name'],
    ['x1'.repeat(600), 'too_long'],
  ]
  for (const [secret, rule] of wrong) {
    const problem = await world.browser().refused('POST', '/api/auth/password/sign-up', {
      body: { email, password: secret },
    })
    assert.deepEqual(
      problem.errors?.map(({ field, code }) => [field, code]),
      [['password', rule]],
    )
  }
  assert.equal(loggedMails(world.server, email).length, 0)
})

test('the whole of it counts, as its letters mean it (AU10)', async () => {
  const email = anAddress()
  const browser = await signUp(email)
  const long = `${'ab '.repeat(66)}1é` // 200 characters
  await browser.post('/api/auth/password/change', { password: long })
  assert.equal((await signIn(world.browser(), email, `${long.slice(0, -1)}e`)).status, 401)
  assert.equal((await signIn(world.browser(), email, long.slice(0, -1))).status, 401)
  assert.equal((await signIn(world.browser(), email, long.normalize('NFD'))).status, 200)
})

test('it is stored as Argon2id and nowhere in clear (AU11)', async () => {
  await signUp(anAddress())
  const stored = dump(world.server.dataDir)
  assert.match(stored, /\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.ok(!stored.includes(password))
})

test('known and unknown addresses, right or wrong, get the same answers (AU7)', async () => {
  const known = anAddress()
  await signUp(known)
  const without = anAddress()
  await world.signUp(without)
  const bodies = {
    'sign-in': { password: 'something else entirely' },
    'sign-up': { password },
    forgot: {},
  }
  for (const [route, more] of Object.entries(bodies)) {
    const seen = []
    for (const email of [known, without, anAddress()]) {
      const body = { email, ...more }
      const answer = await world.browser().request('POST', `/api/auth/password/${route}`, { body })
      const headers = [...answer.headers].filter(
        ([name]) => !['date', 'x-request-id', 'content-length'].includes(name),
      )
      const shown = JSON.stringify([headers, answer.body])
        .replace(/(pomopomo_signing_in=)[\w-]+/, '$1…')
        .replace(/"requestId":"[^"]*"/, '')
      seen.push([answer.status, shown])
    }
    assert.deepEqual(seen[1], seen[0], route)
    assert.deepEqual(seen[2], seen[0], route)
  }
})

describe('guessing is slow, and locks nobody out (AU12)', () => {
  test('five tries from a network; the owner comes in by a known browser, or from elsewhere', async () => {
    const email = anAddress()
    const owner = await signUp(email)
    const { origin } = owner
    const guess = (from: string, secret: string) =>
      ask(`${world.server.url}/api/auth/password/sign-in`, {
        from,
        method: 'POST',
        body: { email, password: secret },
        headers: { origin },
      })
    const statuses: number[] = []
    for (let i = 0; i < 10; ++i)
      statuses.push((await guess(`127.0.0.${i + 2}`, `wrong ${i}`)).status)
    assert.deepEqual(statuses, [...Array(5).fill(401), ...Array(5).fill(429)])
    const right = await guess('127.0.0.20', password)
    assert.equal(right.status, 429, 'not even the right one')
    assert.ok(Number(right.headers['retry-after']) > 600)

    await owner.request('POST', '/api/auth/sign-out', { body: {} })
    assert.equal((await signIn(owner, email)).status, 200, 'the own browser')
    assert.equal((await guess('127.0.9.2', password)).status, 200, 'another network')
  })

  test('fifty at once are no more than five', async () => {
    const email = anAddress()
    await signUp(email)
    const guesses = Array.from({ length: 50 }, (_, i) =>
      signIn(world.browser(), email, `wrong ${i}`),
    )
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    assert.equal(statuses.filter((status) => status === 401).length, 5)
    assert.equal(statuses.filter((status) => status === 429).length, 45)
  })
})

describe('choosing another one', () => {
  test('by mail: once, ending every session, and the owner is told', async () => {
    const email = anAddress()
    const thief = await signUp(email)
    const token = await resetToken(email)
    const browser = world.browser()
    const body = { token, password: 'another one, longer' }
    const tooShort = { token, password: 'short' }
    const refused = await browser.refused('POST', '/api/auth/password/reset', { body: tooShort })
    assert.equal(refused.errors?.[0]?.code, 'too_short', 'and the link still works')
    const notice = await mailAfter(email, () => browser.post('/api/auth/password/reset', body))
    assert.match(notice.subject, /password/i)
    assert.equal(await kindOf(browser), 'user')
    assert.equal(await kindOf(thief), 'none')
    assert.equal((await signIn(world.browser(), email)).status, 401)
    assert.equal((await signIn(world.browser(), email, body.password)).status, 200)
    const again = await browser.refused('POST', '/api/auth/password/reset', { body })
    assert.deepEqual([again.status, again.reason], [410, 'link_expired'])
    assert.ok(!dump(world.server.dataDir).includes(token))
  })

  test('by mail also for who never had one; a newer mail ends the older one', async () => {
    const email = anAddress()
    await world.signUp(email)
    const [older, newer] = [await resetToken(email), await resetToken(email)]
    const refused = await world.browser().refused('POST', '/api/auth/password/reset', {
      body: { token: older, password },
    })
    assert.equal(refused.reason, 'link_expired')
    await world.browser().post('/api/auth/password/reset', { token: newer, password })
    assert.equal((await signIn(world.browser(), email)).status, 200)
  })

  test('while signed in: other browsers are signed out, the owner is told (AU14)', async () => {
    const email = anAddress()
    const mine = await signUp(email)
    const other = world.browser()
    await signIn(other, email)
    const notice = await mailAfter(email, () =>
      mine.post('/api/auth/password/change', { password: 'another one, longer' }),
    )
    assert.match(notice.subject, /password/i)
    assert.equal(await kindOf(mine), 'user')
    assert.equal(await kindOf(other), 'none')
  })

  test('asks once more who one is after ten minutes (AU14)', atAnotherTime, async () => {
    const data = temporaryDirectory()
    const later = await World.start({ flags, onSqlite: true, dataDir: data.path })
    const email = anAddress()
    const browser = await signUp(email, later.browser(), later)
    await later.server.kill()
    await later.restart({ flags, aheadSec: 660 })
    const body = { password: 'another one, longer' }
    const change = '/api/auth/password/change'
    const methods = (await methodsOf(browser)).items
    for (const [method, path] of [
      ['POST', change],
      ['POST', '/api/me/totp'],
      ['DELETE', '/api/me/totp'],
      ['POST', '/api/me/totp/backup-codes'],
      ['DELETE', `/api/me/methods/${methods[0]?.id}`],
    ] as const) {
      const problem = await browser.refused(method, path, { body })
      assert.deepEqual([problem.status, problem.reason], [403, 'reauthenticate'], path)
    }
    const again = '/api/auth/reauthenticate'
    const wrong = await browser.refused('POST', again, { body: { password: 'not this one' } })
    assert.deepEqual([wrong.status, wrong.reason], [401, 'wrong_password'])
    await browser.post(again, { password })
    await browser.post(change, body)
    await later.close()
    data.remove()
  })
})

test('who has no password shows who they are by a code of a mail (AU14)', async () => {
  const email = anAddress()
  const browser = world.browser()
  await world.signUp(email, browser)
  const again = '/api/auth/reauthenticate'
  const { code } = await mailAfter(email, () => browser.post(`${again}/mail`, {}))
  const other = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  const wrong = await browser.refused('POST', again, { body: { code: other } })
  assert.deepEqual([wrong.status, wrong.reason], [400, 'wrong_code'])
  await browser.post(again, { code })
  assert.equal((await browser.refused('POST', again, { body: { code } })).reason, 'wrong_code')
  for (const body of [{}, { code, password }]) {
    const problem = await browser.refused('POST', again, { body })
    assert.equal(problem.errors?.[0]?.code, 'password_or_code')
  }
  const nobody = await world.browser().refused('POST', `${again}/mail`, { body: {} })
  assert.equal(nobody.status, 401)
})

describe('the ways to sign in', () => {
  test('the last one stays, and the own address (AU14)', async () => {
    const email = anAddress()
    const browser = world.browser()
    await world.signUp(email, browser)
    const [byMail] = (await methodsOf(browser)).items
    const path = `/api/me/methods/${byMail?.id}`
    assert.equal((await browser.refused('DELETE', path)).reason, 'last_method')
    await browser.post('/api/auth/password/change', { password })
    assert.equal((await browser.refused('DELETE', path)).reason, 'primary_address')
  })

  test('a password that was removed is gone, and the owner is told', async () => {
    const email = anAddress()
    const browser = await signUp(email)
    const { items } = await methodsOf(browser)
    const method = items.find(({ kind }) => kind === 'password')
    const notice = await mailAfter(email, () =>
      browser.request('DELETE', `/api/me/methods/${method?.id}`),
    )
    assert.match(notice.subject, /sign/i)
    assert.equal((await methodsOf(browser)).hasPassword, false)
    assert.equal((await signIn(world.browser(), email)).status, 401)
  })

  test("other people's are like those that do not exist (IN5)", async () => {
    const owner = await signUp(anAddress())
    const stranger = await signUp(anAddress())
    const { items } = await methodsOf(owner)
    const problems = []
    for (const id of [items[0]?.id, '1', 'nonsense']) {
      const { requestId, ...problem } = (await stranger.refused(
        'DELETE',
        `/api/me/methods/${id}`,
      )) as never as Record<string, unknown>
      assert.ok(requestId)
      problems.push(problem)
    }
    assert.deepEqual(problems[1], problems[0])
    assert.deepEqual(problems[2], problems[0])
    assert.equal((await methodsOf(owner)).items.length, 2)
  })
})
