import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { ask, type FromAnswer, type FromOptions } from '../lib/from.ts'
import { png } from '../lib/pictures.ts'
import { patience } from '../lib/server.ts'
import { until } from '../lib/until.ts'
import { fourSegments, World } from '../lib/world.ts'

// RL1: each rule driven at twice its limit over three of its periods, on a server where that rule is
// short and all others are wide. What got through is what others see of it.

const count = 10
const periodSec = patience
const periods = 3
const rate = count / periodSec
const rules = [
  'api_person',
  'api_address',
  'guest_creation',
  'mail_address',
  'mail_address_day',
  'mail_client',
  'mail_client_day',
  'sign_in_tries',
  'room_guesses',
  'timer_control',
  'socket_openings',
  'chat_send',
  'chat_room',
  'chat_change',
  'chat_typing',
  'reports_person',
  'reports_address',
  'board_updates',
  'board_kib',
  'board_kib_minute',
  'board_pointers',
  'board_clears',
  'board_files',
  'avatars',
  'password_person',
]

/** The rule counts `cost` for each attempt. */
function flagsFor(rule: string, cost = 1): string[] {
  const wide = rules.filter((name) => name !== rule).map((name) => `${name}=1000000/s`)
  return ['--limit', [`${rule}=${count * cost}/${periodSec}s`, ...wide].join(',')]
}

/** One attempt: whether it was let through, and for a refusal how long to wait, unless it is `silent`. */
type Attempt = () => Promise<{ through: boolean; retryAfterMs?: number; silent?: true }>

/** Attempts at twice the rate for so long; `seen` counts the effects, as somebody else reads them. */
async function drive(attempt: Attempt, seen: (through: number) => Promise<number>): Promise<void> {
  let [through, refused] = [0, 0]
  const began = performance.now()
  const elapsedSec = () => (performance.now() - began) / 1000
  // What the rule allows of attempts at these moments: after an attempt that took long not all of the rate was asked for.
  let [allowed, left, at] = [0, count, 0]
  while (elapsedSec() < periods * periodSec) {
    await pause(Math.max(0, ((through + refused) / (2 * rate) - elapsedSec()) * 1000))
    const outcome = await attempt()
    left = Math.min(count, left + rate * (elapsedSec() - at))
    at = elapsedSec()
    if (left >= 1) [allowed, left] = [allowed + 1, left - 1]
    if (outcome.through) {
      ++through
      continue
    }
    ++refused
    if (outcome.silent) continue
    assert.ok(outcome.retryAfterMs !== undefined, 'a refusal says how long to wait')
    assert.ok(outcome.retryAfterMs > 0 && outcome.retryAfterMs <= 1000 / rate + 1)
  }
  const effects = await seen(through)
  assert.ok(refused >= count, `it was not driven hard enough: ${through} + ${refused}`)
  assert.ok(Math.abs(effects - allowed) <= allowed / 10, `${effects} effects, ${allowed} allowed`)
}

async function attemptHttp(url: string, options?: FromOptions, expect = 200) {
  return judge(await ask(url, options), expect)
}

function judge(answer: FromAnswer, expect = 200): Awaited<ReturnType<Attempt>> {
  if (answer.status === expect) return { through: true }
  assert.equal(answer.status, 429, answer.body)
  const problem = JSON.parse(answer.body) as { code: string; retryAfterMs: number }
  assert.equal(problem.code, 'rate_limited')
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  assert.equal(Number(answer.headers['retry-after']), Math.ceil(problem.retryAfterMs / 1000))
  return { through: false, retryAfterMs: problem.retryAfterMs }
}

const answered = (through: number) => Promise.resolve(through)

test('RL1: API requests of a person', async () => {
  const world = await World.start({ flags: flagsFor('api_person') })
  const { token } = await world.guest()
  const url = `${world.server.url}/api/session`
  await drive(() => attemptHttp(url, { headers: { authorization: `Bearer ${token}` } }), answered)
})

test('RL1: API requests of nobody known, by address', async () => {
  const world = await World.start({ flags: flagsFor('api_address') })
  const url = `${world.server.url}/api/rooms?open=1`
  await drive(() => attemptHttp(url), answered)
})

test('RL1: new guests of an address', async () => {
  const world = await World.start({ flags: flagsFor('guest_creation') })
  const url = `${world.server.url}/api/guests`
  const tokens = new Set<string>()
  const attempt = async () => {
    const answer = await ask(url, { method: 'POST', body: {}, headers: { 'x-client': 'token' } })
    if (answer.status === 201) tokens.add((JSON.parse(answer.body) as { token: string }).token)
    const { retryAfterMs } = JSON.parse(answer.body) as { retryAfterMs?: number }
    return { through: answer.status === 201, retryAfterMs }
  }
  await drive(attempt, async () => {
    let known = 0
    for (const token of tokens) {
      const headers = { authorization: `Bearer ${token}` }
      const { kind } = await world.stranger.get<{ kind: string }>('/api/session', { headers })
      if (kind === 'guest') ++known
    }
    return known
  })
})

for (const rule of ['mail_address', 'mail_address_day', 'mail_client', 'mail_client_day']) {
  test(`RL1: mails asked for, ${rule}, as the log shows them`, async () => {
    const world = await World.start({ flags: flagsFor(rule) })
    const url = `${world.server.url}/api/auth/email`
    const headers = world.browser().headers()
    let asked = 0
    const attempt = () => {
      const email = `ana-${rule.startsWith('mail_client') ? ++asked : 0}@example.test`
      return attemptHttp(url, { method: 'POST', body: { email }, headers }, 202)
    }
    await drive(attempt, async (through) => {
      const mails = () => world.server.logged('mail_not_configured').length
      await until(() => mails() === through, { what: () => `${through} mails` })
      return mails()
    })
  })
}

test('RL1: links and codes that an address tries', async () => {
  const world = await World.start({ flags: flagsFor('sign_in_tries') })
  const url = `${world.server.url}/api/auth/email/verify`
  const headers = world.browser().headers()
  const request = { method: 'POST', body: { token: 'x' }, headers }
  await drive(() => attemptHttp(url, request, 410), answered)
})

test('RL1: passwords tried for a person; then waits that double', async () => {
  const world = await World.start({ flags: flagsFor('password_person') })
  const period = periodSec * 1000
  const email = 'nobody@example.test'
  const guess = async () => {
    const body = { email, password: 'wrong, and long' }
    const answer = await world
      .browser()
      .request<{ retryAfterMs: number }>('POST', '/api/auth/password/sign-in', { body })
    return answer.status === 401 ? undefined : answer.body.retryAfterMs
  }
  // Tries and their refusals until a wait begins that is longer than the one before.
  const waits: number[] = []
  for (let tries = 0; waits.length < 3; ++tries) {
    const wait = await guess()
    if (wait === undefined) continue
    assert.ok(tries >= count, `${tries}`)
    waits.push(wait)
    await pause(wait + 1)
  }
  for (const [i, most] of [period, 2 * period, 4 * period].entries()) {
    const wait = waits[i] as number
    assert.ok(wait > most / 2 && wait <= most, `wait ${i} is ${wait} ms`)
  }
})

test('RL1: unknown room codes tried by an address', async () => {
  const world = await World.start({ flags: flagsFor('room_guesses') })
  await drive(() => attemptHttp(`${world.server.url}/api/rooms/pomo-ZZZZZZ`, {}, 404), answered)
})

test('RL1: timer events of a person, as the room sees them', async () => {
  const world = await World.start({ flags: flagsFor('timer_control') })
  const { live, code } = await world.room({ segments: fourSegments })
  const watcher = await (await world.guest()).enter(code)
  await live.send('timer:play', {})
  await watcher.live.next('room:state')
  const before = (await watcher.live.send('room:sync', {})).timer.version
  const attempt = async () => {
    const answer = await live.ask('timer:adjust', { deltaSec: 1 })
    if (answer.ok) return { through: true }
    assert.equal(answer.error.code, 'rate_limited')
    return { through: false, retryAfterMs: answer.error.retryAfterMs }
  }
  await drive(attempt, async () => {
    const { version } = (await watcher.live.send('room:sync', {})).timer
    return version - before
  })
})

for (const rule of ['chat_send', 'chat_room'] as const) {
  test(`RL1: messages, ${rule}, as the room reads them`, async () => {
    const world = await World.start({ flags: flagsFor(rule) })
    const { live, code } = await world.room()
    const watcher = await (await world.guest()).enter(code)
    const reason = rule === 'chat_send' ? 'chat_too_fast' : 'chat_busy'
    let sent = 0
    const attempt = async () => {
      const answer = await live.ask('chat:send', { text: 'Hi', clientId: `${++sent}` })
      if (answer.ok) return { through: true }
      assert.deepEqual([answer.error.code, answer.error.reason], ['rate_limited', reason])
      return { through: false, retryAfterMs: answer.error.retryAfterMs }
    }
    await drive(attempt, async (through) => {
      await watcher.live.send('room:sync', {})
      const read = watcher.live.seen('chat:message').length
      assert.equal(read, through)
      return read
    })
  })
}

test('RL1: reactions and deletions of a person', async () => {
  const world = await World.start({ flags: flagsFor('chat_change') })
  const { live } = await world.room()
  const { id } = await live.send('chat:send', { text: 'Hi', clientId: '1' })
  let on = false
  const attempt = async () => {
    on = !on
    const answer = await live.ask('chat:react', { messageId: id, reaction: 'clap', on })
    if (answer.ok) return { through: true }
    on = !on
    return { through: false, retryAfterMs: answer.error.retryAfterMs }
  }
  await drive(attempt, async (through) => {
    await live.send('room:sync', {})
    assert.equal(live.seen('chat:updated').length, through)
    return through
  })
})

test('RL1: signs of typing of a person', async () => {
  const world = await World.start({ flags: flagsFor('chat_typing') })
  const { live, code } = await world.room()
  const watcher = await (await world.guest()).enter(code)
  const attempt = async () => {
    const answer = await live.ask('chat:typing', {})
    if (answer.ok) return { through: true }
    return { through: false, retryAfterMs: answer.error.retryAfterMs }
  }
  await drive(attempt, async (through) => {
    await watcher.live.send('room:sync', {})
    assert.equal(watcher.live.seen('chat:typing').length, through)
    return through
  })
})

for (const rule of ['reports_person', 'reports_address'] as const) {
  test(`RL1: problem reports, ${rule}`, async () => {
    const world = await World.start({ flags: flagsFor(rule) })
    const { token } = await world.guest()
    const request = {
      method: 'POST',
      body: { text: 'It broke.' },
      headers: { authorization: `Bearer ${token}` },
    }
    await drive(() => attemptHttp(`${world.server.url}/api/reports`, request, 201), answered)
  })
}

/** A host who draws and a guest who sees it. */
async function studio(rule: string, cost?: number) {
  const world = await World.start({ flags: flagsFor(rule, cost) })
  const { live, code, room } = await world.room()
  const watcher = (await (await world.guest()).enter(code)).live
  const boardId = room.id
  for (const socket of [live, watcher]) await socket.send('board:open', { boardId })
  const seen = async () => {
    await watcher.send('room:sync', {})
    return watcher.seen('board:updated').length
  }
  return { live, watcher, boardId, seen }
}

// What an element counts: its id, its other members as JSON without braces, and 80 bytes.
const elementKib = 2
const pad = 'x'.repeat(elementKib * 1024 - 80 - 'e'.length - '"pad":""'.length)

for (const rule of ['board_updates', 'board_kib', 'board_kib_minute']) {
  test(`RL1: changes of a board, ${rule}, as another one sees them`, async () => {
    const cost = rule === 'board_updates' ? 1 : elementKib
    const { live, boardId, seen } = await studio(rule, cost)
    let version = 0
    const attempt = async () => {
      const element = { id: 'e', version: ++version, versionNonce: 1, isDeleted: false, pad }
      const answer = await live.ask('board:update', { boardId, elements: [element] })
      if (answer.ok) return { through: true }
      assert.deepEqual([answer.error.code, answer.error.reason], ['rate_limited', 'too_often'])
      return { through: false, retryAfterMs: answer.error.retryAfterMs }
    }
    await drive(attempt, async (through) => {
      assert.equal(await seen(), through)
      return through
    })
  })
}

test('RL1: pointers on a board; too many are dropped without a word', async () => {
  const { live, watcher, boardId } = await studio('board_pointers')
  let told = 0
  const attempt = async () => {
    await live.send('board:pointer', { boardId, x: 1, y: 2 })
    await watcher.send('room:sync', {})
    const before = told
    told = watcher.seen('board:pointer').length
    return { through: told > before, silent: true as const }
  }
  await drive(attempt, answered)
})

test('RL1: a board cleared and restored', async () => {
  const { live, boardId, seen } = await studio('board_clears')
  const element = { id: 'e', version: 1, versionNonce: 1, isDeleted: false }
  await live.send('board:update', { boardId, elements: [element] })
  let next: 'board:clear' | 'board:restore' = 'board:clear'
  const attempt = async () => {
    const answer = await live.ask(next, { boardId })
    if (!answer.ok) {
      assert.equal(answer.error.code, 'rate_limited')
      return { through: false, retryAfterMs: answer.error.retryAfterMs }
    }
    next = next === 'board:clear' ? 'board:restore' : 'board:clear'
    return { through: true }
  }
  await drive(attempt, async (through) => {
    assert.equal(await seen(), through + 1)
    return through
  })
})

test('RL1: images put on a board, as another one gets them', async () => {
  const world = await World.start({ flags: flagsFor('board_files') })
  const { host, code } = await world.room()
  const watcher = await world.guest()
  await watcher.enter(code)
  const url = `${world.server.url}/api/rooms/${code}/board/files`
  const headers = { authorization: `Bearer ${host.token}`, 'content-type': 'image/png' }
  const ids: string[] = []
  const attempt = async () => {
    const answer = await ask(url, { method: 'POST', headers, body: png(2, 2) })
    const outcome = judge(answer, 201)
    if (outcome.through) ids.push((JSON.parse(answer.body) as { fileId: string }).fileId)
    return outcome
  }
  await drive(attempt, async (through) => {
    const authorization = `Bearer ${watcher.token}`
    for (const id of ids)
      assert.equal((await ask(`${url}/${id}`, { headers: { authorization } })).status, 200)
    assert.equal(ids.length, through)
    return ids.length
  })
})

test('RL1: pictures set of oneself', async () => {
  const world = await World.start({ flags: flagsFor('avatars') })
  const { browser } = await world.signUp('ana@example.test')
  const headers = { ...browser?.headers(), 'content-type': 'image/png' }
  const urls = new Set<string>()
  const attempt = async () => {
    const url = `${world.server.url}/api/me/avatar`
    const answer = await ask(url, { method: 'PUT', headers, body: png(2, 2) })
    const outcome = judge(answer)
    if (outcome.through) urls.add((JSON.parse(answer.body) as { avatarUrl: string }).avatarUrl)
    return outcome
  }
  await drive(attempt, async (through) => {
    assert.equal(urls.size, through)
    const last = [...urls].at(-1) ?? ''
    assert.equal((await ask(world.server.url + last)).status, 200)
    return urls.size
  })
})

test('RL1: live connections opened by an address', async () => {
  const world = await World.start({ flags: flagsFor('socket_openings') })
  const url = `${world.server.url}/socket.io/?EIO=4&transport=polling`
  const sids: string[] = []
  const attempt = async () => {
    const answer = await ask(url)
    const outcome = judge(answer)
    if (outcome.through) sids.push((JSON.parse(answer.body.slice(1)) as { sid: string }).sid)
    return outcome
  }
  await drive(attempt, () => Promise.resolve(new Set(sids).size))
})
