import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holds } from '../lib/holds.ts'
import { change, type Me, newcomer } from '../lib/people.ts'
import { atAnotherTime, temporaryDirectory } from '../lib/server.ts'
import { World } from '../lib/world.ts'

const world = await World.start({ flags: ['--rate-limits', 'off'] })
const patch = (body: object) => ({ body })

test('a new account is completed by a username and the ranking choice, which is asked (L4)', async () => {
  const ana = await world.signUp('ana@example.test')
  const before = await ana.rest.get<Me>('/api/me')
  assert.deepEqual(
    [before.username, before.globalLeaderboard, before.isComplete],
    [null, null, false],
  )
  const unasked = await ana.rest.refused('PATCH', '/api/me', patch({ username: 'ana', bio: 'Hi' }))
  assert.deepEqual(
    [unasked.status, unasked.errors?.[0]?.field, unasked.reason],
    [400, 'globalLeaderboard', 'required'],
  )
  assert.equal((await ana.rest.get<Me>('/api/me')).bio, '', 'all or nothing')

  const wishes = {
    username: 'Ana',
    displayName: ' Ana  Lopes ',
    timeZone: 'Europe/Lisbon',
    language: 'pt-PT',
    globalLeaderboard: true,
    profileVisibility: 'nobody',
  }
  const after = await change(ana, wishes)
  assert.deepEqual(
    { ...after, id: before.id, createdAt: before.createdAt },
    {
      ...before,
      username: 'ana',
      displayName: 'Ana Lopes',
      timeZone: 'Europe/Lisbon',
      language: 'pt',
      globalLeaderboard: true,
      profileVisibility: 'nobody',
      isComplete: true,
    },
  )
  assert.deepEqual(await ana.rest.get<Me>('/api/me'), after)
  const session = await ana.rest.get<{ user: object }>('/api/session')
  holds(session.user, {
    username: 'ana',
    displayName: 'Ana Lopes',
    isComplete: true,
  })
})

test('a username belongs to one person, however it is written, also when two ask at once', async () => {
  const [bea, carl] = await Promise.all([
    world.signUp('bea@example.test'),
    world.signUp('carl@example.test'),
  ])
  const wish = { username: 'bea_c', globalLeaderboard: false }
  const answers = await Promise.all(
    [bea, carl].map((person) => person.rest.request('PATCH', '/api/me', patch(wish))),
  )
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409])
  const loser = answers[0]?.status === 200 ? carl : bea
  const problem = await loser.rest.refused(
    'PATCH',
    '/api/me',
    patch({ ...wish, username: 'BEA_C' }),
  )
  assert.equal(problem.reason, 'username_taken')
  const check = (name: string) =>
    loser.rest.get<{ available: boolean; reason: string | null }>(`/api/users?username=${name}`)
  holds(await check('Bea_C'), { available: false, reason: 'username_taken' })
  holds(await check('bea_d'), { available: true, reason: null })
  holds(await check('%D0%B0dmin'), { available: false })
  holds(await check('adm1n'), { available: false, reason: 'reserved' })
})

test(
  'a username changes once in 30 days, and the old one leads to the person for 90',
  atAnotherTime,
  async () => {
    const day = 24 * 3600
    const data = temporaryDirectory()
    const then = await World.start({ dataDir: data.path, onSqlite: true })
    const dora = await newcomer(then, 'dora')
    await change(dora, { username: 'dora_b' })
    const again = await dora.rest.refused('PATCH', '/api/me', patch({ username: 'dora_c' }))
    assert.deepEqual([again.status, again.reason], [429, 'username_changed'])
    assert.ok((again.retryAfterMs ?? 0) > 29 * day * 1000)
    const named = async (name: string) =>
      (await then.stranger.request<Me>('GET', `/api/users/${name}`)).body.username
    assert.deepEqual([await named('dora'), await named('dora_b')], ['dora_b', 'dora_b'])
    const eve = await newcomer(then, 'eve')
    const squat = await eve.rest.refused('PATCH', '/api/me', patch({ username: 'dora' }))
    assert.equal(squat.reason, 'username_taken')

    await then.server.stop()
    await then.restart({ onSqlite: true, aheadSec: 31 * day })
    await then.signUp('dora@example.test', dora.browser)
    await change(dora, { username: 'dora_c' })
    assert.deepEqual([await named('dora'), await named('dora_b')], ['dora_c', 'dora_c'])

    await then.server.stop()
    await then.restart({ onSqlite: true, aheadSec: 92 * day })
    assert.deepEqual([await named('dora'), await named('dora_b')], [undefined, 'dora_c'])
    await then.signUp('eve@example.test', eve.browser)
    assert.equal((await change(eve, { username: 'dora' })).username, 'dora')
    await then.close()
    data.remove()
  },
)

test('what is wrong is named, and changes nothing', async () => {
  const fay = await newcomer(world, 'fay')
  const before = await fay.rest.get<Me>('/api/me')
  const faults: [object, string, string][] = [
    [{ username: 'x' }, 'username', 'too_short'],
    [{ username: 'x'.repeat(21) }, 'username', 'too_long'],
    [{ username: 'a b c' }, 'username', 'bad_characters'],
    [{ username: 'moderator' }, 'username', 'reserved'],
    [{ username: 7 }, 'username', 'wrong_type'],
    [{ displayName: '' }, 'displayName', 'empty'],
    [{ displayName: 'x'.repeat(51) }, 'displayName', 'too_long'],
    [{ displayName: 'x'.repeat(20_000) }, 'displayName', 'too_long'],
    [{ displayName: 'Аdmin' }, 'displayName', 'reserved'], // IN3: a Cyrillic А
    [{ timeZone: 'Mars/Olympus' }, 'timeZone', 'unknown_time_zone'],
    [{ language: 'tlh' }, 'language', 'unknown_language'],
    [{ bio: 'x'.repeat(301) }, 'bio', 'too_long'],
    [{ links: Array(6).fill('https://a.test') }, 'links', 'too_many'],
    [{ links: ['https://a.test', 'javascript:alert(1)'] }, 'links[1]', 'not_a_link'], // IN2
    [{ links: ['\u0001javascript:alert(1)'] }, 'links[0]', 'not_a_link'], // IN2
    [{ links: ['data:text/html,x'] }, 'links[0]', 'not_a_link'], // IN2
    [{ profileVisibility: 'enemies' }, 'profileVisibility', 'unknown_value'],
    [{ searchable: 'no' }, 'searchable', 'wrong_type'],
  ]
  for (const [body, field, reason] of faults) {
    const problem = await fay.rest.refused('PATCH', '/api/me', patch({ bio: 'New', ...body }))
    const what = JSON.stringify(body).slice(0, 80)
    assert.deepEqual([problem.status, problem.errors?.[0]?.field], [400, field], what)
    assert.equal(problem.reason, reason, what)
  }
  assert.deepEqual(await fay.rest.get<Me>('/api/me'), before)
})

test('names are shown without what could disguise them (IN3)', async () => {
  const gus = await newcomer(world, 'gus')
  const me = await change(gus, {
    displayName: 'G\u202Eus\u200B\u0007',
    bio: 'one\u0000\n\n\n\ntwo',
  })
  assert.deepEqual([me.displayName, me.bio], ['Gus', 'one\n\ntwo'])
})

test('nobody becomes more than they are by saying so (IN6)', async () => {
  const hal = await newcomer(world, 'hal')
  const before = await hal.rest.get<Me>('/api/me')
  const more = {
    id: '1',
    userId: '1',
    role: 'admin',
    email: 'boss@example.test',
    emailVerified: true,
    createdAt: 0,
    isComplete: false,
    avatarUrl: '/x',
    avatar: 'x',
    usernameChangeableAt: 0,
    username_changed_at: null,
    suspendedAt: 1,
    deletedAt: 1,
    focusSeconds: 1e6,
  }
  await hal.rest.request('PATCH', '/api/me', patch(more))
  assert.deepEqual(await hal.rest.get<Me>('/api/me'), before)
})

test('nobody and guests have no account', async () => {
  const guest = await world.guest()
  for (const rest of [world.browser(), guest.rest]) {
    for (const [method, path] of [
      ['GET', '/api/me'],
      ['PATCH', '/api/me'],
      ['GET', '/api/users?username=somebody'],
      ['GET', '/api/me/preferences'],
      ['PUT', '/api/me/preferences'],
      ['POST', '/api/auth/claim'],
    ] as const) {
      const body = method === 'GET' ? {} : { body: {} }
      const problem = await rest.refused(method, path, body)
      assert.deepEqual([problem.status, problem.reason], [401, 'no_account'], `${method} ${path}`)
    }
  }
})
