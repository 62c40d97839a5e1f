import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holds } from '../lib/holds.ts'
import { newcomer } from '../lib/people.ts'
import { dump, select } from '../lib/store.ts'
import { until } from '../lib/until.ts'
import { fourSegments, type Person, World } from '../lib/world.ts'

// A guest of a browser, as pages make one, with the secret in its cookie.
interface Offer {
  id: string
  displayName: string
  rooms: number
  focusSec: number
  isReminder: boolean
}
interface Claimed {
  decision: string
  rooms: number
  focusSec: number
}

const world = await World.start({ flags: ['--rate-limits', 'off'] })
const cookieName = 'pomopomo_guest'

async function guestOf(browser = world.browser()) {
  const { guest } = await browser.post<{ guest: { id: string } }>('/api/guests', {})
  const enter = async (code: string) => {
    const live = await world.connect({ headers: browser.headers() })
    return { live, snapshot: await live.join(code) }
  }
  const open = async () => {
    const { room } = await browser.post<{ room: { code: string } }>('/api/rooms', {
      segments: fourSegments,
    })
    return { code: room.code, ...(await enter(room.code)) }
  }
  return { browser, id: guest.id, secret: browser.cookie(cookieName) as string, enter, open }
}

const offerTo = async (person: Person) =>
  (await person.rest.get<{ guest?: Offer }>('/api/session')).guest
const decide = (person: Person, decision: string) =>
  person.rest.request<Claimed>('POST', '/api/auth/claim', { body: { decision } })
const staysOf = (id: string) =>
  select<{ n: number }>(
    world.server.dataDir,
    `SELECT count(*) AS n FROM attendance WHERE person_id = ${id}`,
  )[0]?.n

test('signing in from a running room keeps seat, role, task and time, and interrupts nobody (C4, C6)', async () => {
  const guest = await guestOf()
  const { code, live, snapshot } = await guest.open()
  const bea = await (await world.guest('Bea')).enter(code)
  const segmentId = snapshot.queue.segments[0]?.id as string
  const task = { segmentId, visibility: 'private', text: 'Write the report' } as const
  await live.send('task:set', task)
  await live.send('timer:play', {})

  const ana = await newcomer(world, 'ana', guest.browser)
  let offer: Offer | undefined
  await until(async () => ((offer = await offerTo(ana))?.focusSec ?? 0) > 0, {
    what: () => `time to keep; offered: ${JSON.stringify(offer)}`,
  })
  holds(offer, { id: guest.id, rooms: 1, isReminder: false })
  const { status, body } = await decide(ana, 'keep')
  assert.equal(status, 200)
  holds(body, { decision: 'keep', rooms: 1 })
  assert.ok(body.focusSec >= (offer?.focusSec ?? Infinity))

  const seen = await bea.live.next('member:updated')
  const seat = { id: snapshot.me.id, userId: ana.id, username: 'ana', role: 'host', isHere: true }
  holds(seen, seat)
  assert.equal((await live.send('timer:pause', {})).status, 'paused', 'the old tab is still host')
  const again = await ana.enter(code)
  holds(again.snapshot.me, seat)
  assert.equal(again.snapshot.members.length, 2, 'no second member')
  holds(again.snapshot.tasks[0], task)
  assert.deepEqual([staysOf(guest.id), staysOf(ana.id)], [0, 2])
  assert.equal(await offerTo(ana), undefined)
})

test('a guest is claimed once: twice at once is once, another person gets nothing (C3, AU16)', async () => {
  const guest = await guestOf()
  await guest.open()
  const bea = await newcomer(world, 'bea', guest.browser)
  const answers = await Promise.all([decide(bea, 'keep'), decide(bea, 'keep')])
  for (const { status, body } of answers)
    assert.deepEqual([status, body.decision, body.rooms], [200, 'keep', 1])
  assert.equal(staysOf(bea.id), 1, 'not doubled')

  guest.browser.setCookie(cookieName, guest.secret)
  const repeated = await decide(bea, 'discard')
  assert.deepEqual([repeated.status, repeated.body], [200, answers[0]?.body], 'the same answer')
  const carl = await newcomer(world, 'carl')
  carl.browser?.setCookie(cookieName, guest.secret)
  assert.equal(await offerTo(carl), undefined)
  carl.browser?.setCookie(cookieName, guest.secret)
  const refused = await carl.rest.refused('POST', '/api/auth/claim', { body: { decision: 'keep' } })
  assert.deepEqual([refused.status, refused.reason], [409, 'already_claimed'])
  assert.deepEqual([staysOf(bea.id), staysOf(carl.id)], [1, 0])
})

test('two people who claim one guest at once: one has it all, the other nothing (C3)', async () => {
  const guest = await guestOf()
  await guest.open()
  const people = await Promise.all(['dora', 'eve'].map((name) => newcomer(world, name)))
  for (const person of people) person.browser?.setCookie(cookieName, guest.secret)
  const answers = await Promise.all(people.map((person) => decide(person, 'keep')))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
  const winner = people[answers.findIndex(({ status }) => status === 200)]
  assert.deepEqual([staysOf(winner?.id as string), staysOf(guest.id)], [1, 0])
})

test('the id alone claims nothing, nor does a secret after sign-out or a claim (C3, C7)', async () => {
  const guest = await guestOf()
  await guest.open()
  const fay = await newcomer(world, 'fay')
  for (const value of [guest.id, '', 'x'.repeat(43)]) {
    fay.browser?.setCookie(cookieName, value)
    const problem = await fay.rest.refused('POST', '/api/auth/claim', {
      body: { decision: 'keep' },
    })
    assert.deepEqual([problem.status, problem.reason], [404, 'no_guest'])
  }
  fay.browser?.setCookie(cookieName, guest.secret)
  const { headers } = await decide(fay, 'keep')
  assert.match(headers.get('set-cookie') ?? '', /pomopomo_guest=;.*Max-Age=0/)
  const next = world.browser()
  next.setCookie(cookieName, guest.secret)
  assert.deepEqual(await next.get('/api/session'), { kind: 'none' }, 'the next at this computer')
  assert.ok(!dump(world.server.dataDir).includes(guest.secret))
})

test('of two seats in one room one stays: the one that somebody sits on as a guest (C6)', async () => {
  const guest = await guestOf()
  const { code, live, snapshot } = await guest.open()
  const gus = await newcomer(world, 'gus')
  const elsewhere = await gus.enter(code)
  assert.equal(elsewhere.snapshot.members.length, 2)
  gus.browser?.setCookie(cookieName, guest.secret)
  const gone = new Promise((done) => elsewhere.live.socket.once('disconnect', done))
  assert.equal((await decide(gus, 'keep')).status, 200)
  assert.deepEqual(await live.next('member:left'), {
    id: elsewhere.snapshot.me.id,
    reason: 'left',
  })
  await gone
  elsewhere.live.close()
  const back = await gus.enter(code)
  assert.deepEqual(
    back.snapshot.members.map(({ id, role, username }) => [id, role, username]),
    [[snapshot.me.id, 'host', 'gus']],
  )
  assert.equal((await live.send('timer:play', {})).status, 'running', 'nothing was interrupted')
})

test('a seat that the person had left passes what stood on it to the guest’s (C6)', async () => {
  const hal = await newcomer(world, 'hal')
  const { live, code, segments, me } = await world.room({ segments: fourSegments }, hal)
  const segmentId = segments[0]?.id as string
  await live.send('task:set', { segmentId, visibility: 'private', text: 'Mine' })
  await live.send('chat:send', { text: 'Hello', clientId: 'one' })
  await live.send('room:leave', {})
  const guest = await guestOf()
  const seat = await guest.enter(code)
  hal.browser?.setCookie(cookieName, guest.secret)
  await decide(hal, 'keep')
  const back = await hal.enter(code)
  assert.equal(back.snapshot.me.id, seat.snapshot.me.id)
  assert.equal(back.snapshot.me.role, 'host', 'the room was theirs')
  assert.deepEqual(
    back.snapshot.tasks.map(({ text }) => text),
    ['Mine'],
  )
  assert.notEqual(back.snapshot.me.id, me.id)
  const [said] = back.snapshot.chat.messages
  assert.equal(said?.memberId, back.snapshot.me.id, 'and so are the words')
})

test('no thanks deletes; later asks once more (C2)', async () => {
  const guest = await guestOf()
  const { live } = await guest.open()
  await live.send('room:leave', {})
  const ida = await newcomer(world, 'ida', guest.browser)
  assert.equal((await decide(ida, 'later')).body.decision, 'later')
  assert.equal((await offerTo(ida))?.isReminder, true)
  await decide(ida, 'later')
  assert.equal(await offerTo(ida), undefined, 'asked twice')
  const { body } = await decide(ida, 'discard')
  holds(body, { decision: 'discard', rooms: 1 })
  assert.deepEqual([staysOf(guest.id), staysOf(ida.id)], [0, 0])
  const problem = await ida.rest.refused('POST', '/api/auth/claim', { body: { decision: 'now' } })
  assert.deepEqual([problem.status, problem.reason], [400, 'unknown_value'])
})

test('who has done nothing is not asked', async () => {
  const guest = await guestOf()
  const joe = await newcomer(world, 'joe', guest.browser)
  assert.equal(await offerTo(joe), undefined)
})
