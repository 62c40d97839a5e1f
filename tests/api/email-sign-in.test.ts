import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { askForMail, loggedMails, mailTo, type SignedIn } from '../lib/accounts.ts'
import type { Browser } from '../lib/browser.ts'
import { ask } from '../lib/from.ts'
import { atAnotherTime, temporaryDirectory } from '../lib/server.ts'
import { dump } from '../lib/store.ts'
import { World } from '../lib/world.ts'

// AU1 to AU9: signing in by mail, as somebody without SMTP does it.
const wide = ['mail_client', 'mail_client_day', 'sign_in_tries', 'api_address', 'mail_address']
const flags = ['--limit', wide.map((name) => `${name}=1000000/s`).join(',')]
const world = await World.start({ flags })

const verify = '/api/auth/email/verify'
const cookieName = 'pomopomo_session'
let people = 0
const anAddress = () => `person-${++people}@example.test`
const kindOf = async (browser: Browser) =>
  (await browser.get<{ kind: string }>('/api/session')).kind

function enter(browser: Browser, body: object) {
  return browser.request<SignedIn & { code: string; reason: string; current?: object }>(
    'POST',
    verify,
    { body },
  )
}

/** A code of six digits that is not this one. */
function another(code: string, by = 1): string {
  return String((Number(code) + by) % 1_000_000).padStart(6, '0')
}

test('the link signs in, a new person and a known one, and leads on', async () => {
  const email = anAddress()
  const browser = world.browser()
  const mail = await askForMail(world, browser, email, { next: '/room/pomo-ABCDEF?a=1' })
  assert.ok(mail.link.startsWith(`${browser.origin}/auth/email?token=`), mail.link)
  const first = await browser.post<SignedIn>(verify, { token: mail.token })
  assert.equal(first.isNew, true)
  assert.equal(first.next, '/room/pomo-ABCDEF?a=1')
  assert.equal(await kindOf(browser), 'user')

  const phone = world.browser()
  const { token } = await askForMail(world, phone, email)
  const second = await phone.post<SignedIn>(verify, { token })
  assert.equal(second.isNew, false)
  assert.deepEqual(second.session.user, first.session.user)
  assert.equal(second.next, '/')
})

test('the code signs in, however it is spaced', async () => {
  const browser = world.browser()
  const { code } = await askForMail(world, browser, anAddress())
  const { status } = await enter(browser, { code: ` ${code.slice(0, 3)} ${code.slice(3)}` })
  assert.equal(status, 200)
  assert.equal(await kindOf(browser), 'user')
  assert.equal(browser.cookie('pomopomo_signing_in'), undefined, 'its cookie is gone')
})

test('the mail speaks the language that was asked for', async () => {
  const browser = world.browser()
  const portuguese = await askForMail(world, browser, anAddress(), { language: 'pt' })
  assert.match(portuguese.subject, /^\d{6} é o teu código/)
  const english = await askForMail(world, browser, anAddress(), { language: 'xx' })
  assert.match(english.subject, /^\d{6} is your/)
})

test('looking at the link changes nothing, however often (AU1)', async () => {
  const browser = world.browser()
  const { link, token } = await askForMail(world, browser, anAddress())
  const { pathname, search } = new URL(link)
  for (let i = 0; i < 5; ++i) {
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(world.server.url + pathname + search, { method })
      assert.equal(answer.headers.get('set-cookie'), null)
      assert.equal(answer.headers.get('referrer-policy'), 'no-referrer')
    }
  }
  assert.equal(await kindOf(browser), 'none')
  assert.equal((await enter(browser, { token })).status, 200)
})

test('a link works once, also for twenty at the same time (AU2)', async () => {
  const browser = world.browser()
  const { token, code } = await askForMail(world, browser, anAddress())
  const headers = browser.headers()
  const attempt = () => world.stranger.request('POST', verify, { body: { token }, headers })
  const answers = await Promise.all(Array.from({ length: 20 }, attempt))
  const won = answers.filter((answer) => answer.status === 200)
  assert.equal(won.length, 1)
  for (const answer of answers) {
    const sets = answer.headers.getSetCookie().some((line) => line.startsWith(cookieName))
    assert.equal(sets, answer.status === 200)
    if (answer.status !== 200) {
      const { reason } = answer.body as { reason: string }
      assert.deepEqual([answer.status, reason], [410, 'link_used'])
    }
  }
  const late = await world.stranger.refused('POST', verify, { body: { code }, headers })
  assert.equal(late.reason, 'link_used', 'the code is used up with it')
})

test('a newer mail ends the older one (AU3)', async () => {
  const email = anAddress()
  const [first, second] = [world.browser(), world.browser()]
  const older = await askForMail(world, first, email)
  const newer = await askForMail(world, second, email)
  for (const body of [{ token: older.token }, { code: older.code }]) {
    const { status, body: problem } = await enter(first, body)
    assert.deepEqual([status, problem.reason], [410, 'link_expired'])
  }
  assert.equal((await enter(second, { token: newer.token })).status, 200)
})

// Of the ten minutes some are left for what the test itself takes.
for (const [aheadSec, works] of [
  [540, true],
  [601, false],
] as const) {
  test(
    `${aheadSec} s later they ${works ? 'work' : 'are refused'} (AU3)`,
    atAnotherTime,
    async () => {
      const data = temporaryDirectory()
      const later = await World.start({ flags, onSqlite: true, dataDir: data.path })
      const [first, second] = [later.browser(), later.browser()]
      const { token } = await askForMail(later, first, anAddress())
      const { code } = await askForMail(later, second, anAddress())
      await later.server.kill()
      await later.restart({ flags, aheadSec })
      for (const answer of [await enter(first, { token }), await enter(second, { code })]) {
        if (works) assert.equal(answer.status, 200)
        else assert.deepEqual([answer.status, answer.body.reason], [410, 'link_expired'])
      }
      await later.close()
      data.remove()
    },
  )
}

test('the link opened elsewhere signs nobody in; its code does, where it was asked for (AU4)', async () => {
  const [mine, other] = [world.browser(), world.browser()]
  const { token, code } = await askForMail(world, mine, anAddress())
  for (const body of [{ token }, { code }]) {
    const { status, headers, body: problem } = await enter(other, body)
    assert.deepEqual([status, problem.code, problem.reason], [409, 'conflict', 'other_browser'])
    assert.deepEqual(headers.getSetCookie(), [])
  }
  assert.equal(await kindOf(other), 'none')
  assert.equal((await enter(mine, { code })).status, 200)
})

describe('a code is hard to guess (AU5)', () => {
  test('it dies after five wrong tries, which are counted down', async () => {
    const browser = world.browser()
    const { code, token } = await askForMail(world, browser, anAddress())
    for (let left = 4; left > 0; --left) {
      const { status, body } = await enter(browser, { code: another(code, left) })
      assert.deepEqual([status, body.code, body.reason], [400, 'invalid', 'wrong_code'])
      assert.deepEqual(body.current, { triesLeft: left })
    }
    for (const wrong of [another(code, 5), code]) {
      const { status, body } = await enter(browser, { code: wrong })
      assert.deepEqual([status, body.reason], [410, 'too_many_tries'])
    }
    assert.equal((await enter(browser, { token })).status, 200, 'the link cannot be guessed')
  })

  test('fifty at once, from fifty addresses, are no more than five', async () => {
    const browser = world.browser()
    const { code } = await askForMail(world, browser, anAddress())
    const headers = browser.headers()
    const url = world.server.url + verify
    const guess = (i: number) =>
      ask(url, {
        from: `127.0.1.${i + 1}`,
        method: 'POST',
        body: { code: another(code, i + 1) },
        headers,
      })
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => guess(i)))
    assert.equal(answers.filter((answer) => answer.status === 400).length, 4)
    assert.equal(answers.filter((answer) => answer.status === 410).length, 46)
    assert.equal((await enter(browser, { code })).body.reason, 'too_many_tries')
  })

  test('what is no code does not count', async () => {
    const browser = world.browser()
    const { code } = await askForMail(world, browser, anAddress())
    for (const wrong of ['', '12345', '1234567', 'abcdef', '１２３４５６', '-12345']) {
      const problem = await browser.refused('POST', verify, { body: { code: wrong } })
      assert.deepEqual(
        problem.errors?.map((error) => [error.field, error.code]),
        [['code', 'not_six_digits']],
      )
    }
    for (const body of [{}, { token: 'a', code }, { token: null }]) {
      const problem = await browser.refused('POST', verify, { body })
      assert.deepEqual(
        problem.errors?.map((error) => error.code),
        ['token_or_code'],
      )
    }
    for (const token of ['', 'a', 'x'.repeat(43), '\u0000'])
      assert.equal((await enter(browser, { token })).body.reason, 'link_expired')
    assert.equal((await enter(browser, { code })).status, 200)
  })
})

test('tokens are long, never twice the same, evenly spread, and stored as hashes (AU6)', async () => {
  const browser = world.browser()
  const before = loggedMails(world.server).length
  const mails = 1000
  for (let i = 0; i < mails; ++i)
    await browser.post('/api/auth/email', { email: `many-${i}@example.test` })
  await askForMail(world, browser, anAddress())
  const made = loggedMails(world.server).slice(before, before + mails)
  const tokens = made.map((mail) => mail.token)
  assert.equal(new Set(tokens).size, mails)
  const counts = new Map<string, number>()
  for (const token of tokens) {
    assert.match(token, /^[\w-]{43}$/, '256 bits')
    // The last character carries four bits only.
    for (const letter of token.slice(0, -1)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  const expected = (mails * 42) / 64
  const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)
  // 63 degrees of freedom: beyond 140 one time in ten million.
  assert.ok(counts.size === 64 && chiSquare < 140, `chi-square ${chiSquare}`)
  const codes = new Set(made.map((mail) => mail.code))
  assert.ok(codes.size > mails * 0.98, `${codes.size} different codes`)

  const stored = dump(world.server.dataDir)
  for (const { token } of made) assert.ok(!stored.includes(token))
  for (const [, value] of browser.kept()) assert.ok(!stored.includes(value))
})

test('known and unknown addresses get the same answer (AU7)', async () => {
  const known = anAddress()
  await world.signUp(known)
  const seen = []
  for (const email of [known, anAddress()]) {
    const answer = await world.browser().request('POST', '/api/auth/email', { body: { email } })
    const headers = [...answer.headers].filter(([name]) => !['date', 'x-request-id'].includes(name))
    const shown = JSON.stringify(headers).replace(/(pomopomo_signing_in=)[\w-]+/, '$1…')
    seen.push([answer.status, shown, answer.body])
  }
  assert.deepEqual(seen[0], seen[1])
})

test('an address is normalised, then judged (AU8)', async () => {
  const wrong = [
    'a@b@x.test',
    '"a@b"@x.test',
    'a@x.test,b@y.test',
    'a@x.test\r\nBcc: b@y.test',
    'a@x.test%0a',
    'a@x.test\u0000',
    'a＠b＠x.test',
    '',
    `${'a'.repeat(250)}@x.test`,
  ]
  for (const email of wrong) {
    const problem = await world.browser().refused('POST', '/api/auth/email', { body: { email } })
    assert.deepEqual(
      problem.errors?.map((error) => [error.field, error.code]),
      [['email', 'invalid_email']],
    )
  }
  const browser = world.browser()
  await browser.post('/api/auth/email', { email: ' wide＠EXAMPLE.Test ' })
  const mail = await mailTo(world, 'wide@example.test')
  const strangers = loggedMails(world.server).filter(({ to }) => /[xy]\.test/.test(to))
  assert.deepEqual(strangers, [])
  assert.equal((await enter(browser, { token: mail.token })).status, 200)
})

test('nobody is led away after signing in (AU9)', async () => {
  const away = ['//evil.test', '/\\evil.test', 'https:evil.test', '/%09/evil.test', 'javascript:1']
  for (const next of [...away, '/\t/evil.test', 'https://evil.test/', '']) {
    const browser = world.browser()
    const { token } = await askForMail(world, browser, anAddress(), { next })
    assert.equal((await enter(browser, { token })).body.next, '/', next)
  }
})

test('the link is on the public origin, whatever a request says (HT5)', async () => {
  const browser = world.browser()
  const email = anAddress()
  await browser.request('POST', '/api/auth/email', {
    body: { email },
    headers: { 'x-forwarded-host': 'evil.test', forwarded: 'host=evil.test' },
  })
  const { link } = await mailTo(world, email)
  assert.ok(link.startsWith(`${browser.origin}/`), link)
})

test('a session that was planted, or a guest, is never carried over (SE3)', async () => {
  const browser = world.browser()
  browser.setCookie(cookieName, 'x'.repeat(43))
  await browser.post('/api/guests', { displayName: 'Ana' })
  const person = await world.signUp(anAddress(), browser)
  assert.notEqual(browser.cookie(cookieName), 'x'.repeat(43))
  const planted = world.browser()
  planted.setCookie(cookieName, 'x'.repeat(43))
  assert.equal(await kindOf(planted), 'none')
  assert.equal((await person.connect()).socket.connected, true)
})

test('cookies are as they must be (SE1)', async () => {
  const browser = world.browser()
  const email = anAddress()
  const asked = await browser.request('POST', '/api/auth/email', { body: { email } })
  const { token } = await mailTo(world, email)
  const verified = await enter(browser, { token })
  const lines = [...asked.headers.getSetCookie(), ...verified.headers.getSetCookie()]
  assert.ok(lines.length >= 3)
  for (const line of lines) {
    assert.match(line, /; HttpOnly/)
    assert.match(line, /; SameSite=Lax/)
    assert.match(line, /; Path=\//)
    assert.doesNotMatch(line, /Domain/i)
    assert.ok(line.length < 4096)
  }
})

test('a server that others reach and that has no SMTP sends nothing, and says so', async () => {
  const origin = 'https://pomo.example.org'
  const open = await World.start({ flags: ['--public-url', origin] })
  assert.equal(open.server.logged('mail_off').length, 1)
  const problem = await open.stranger.refused('POST', '/api/auth/email', {
    body: { email: 'ana@example.test' },
    headers: { origin },
  })
  assert.deepEqual([problem.status, problem.reason], [503, 'mail_off'])
  assert.equal(loggedMails(open.server).length, 0)
})
