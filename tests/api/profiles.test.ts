import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holds } from '../lib/holds.ts'
import { change, newcomer } from '../lib/people.ts'
import { World } from '../lib/world.ts'

const world = await World.start({ flags: ['--rate-limits', 'off'] })

// What people are told of a name, but for what differs each time.
async function told(rest: typeof world.stranger, username: string) {
  const { status, headers, body } = await rest.request<object>('GET', `/api/users/${username}`)
  const names = [...headers.keys()].filter((name) => !['date', 'x-request-id'].includes(name))
  return {
    status,
    headers: names.map((name) => [name, headers.get(name)]),
    body: { ...body, requestId: '' },
  }
}

test('a profile says what its person lets others see, and nothing else', async () => {
  const ana = await newcomer(world, 'ana')
  const links = ['https://ana.example.test/', 'http://example.test']
  await change(ana, { displayName: 'Ana', bio: 'Tomatoes & tea\n<b>always</b>', links })
  const { body } = await world.stranger.request('GET', '/api/users/Ana')
  const { memberSince, ...rest } = body as { memberSince: number }
  assert.ok(Math.abs(Date.now() - memberSince) < 600_000)
  assert.deepEqual(rest, {
    id: ana.id,
    username: 'ana',
    displayName: 'Ana',
    avatarUrl: null,
    bio: 'Tomatoes & tea\n<b>always</b>',
    links,
  })
})

test('one that may not be seen is as one that is not there, but for its person (P4, IN5)', async () => {
  const bea = await newcomer(world, 'bea')
  const carl = await newcomer(world, 'carl')
  const guest = await world.guest()
  const watchers = [world.stranger, guest.rest, carl.rest]
  const missing = await Promise.all(watchers.map((rest) => told(rest, 'nobody_here')))
  for (const answer of missing) assert.equal(answer.status, 404)
  for (const profileVisibility of ['friends', 'nobody']) {
    await change(bea, { profileVisibility })
    assert.deepEqual(await Promise.all(watchers.map((rest) => told(rest, 'bea'))), missing)
    assert.equal((await told(bea.rest, 'bea')).status, 200)
  }
  await change(bea, { profileVisibility: 'everyone' })
  for (const rest of watchers) assert.equal((await told(rest, 'bea')).status, 200)
})

test('names that nobody can have are nobody’s', async () => {
  const missing = await told(world.stranger, 'nobody_here')
  for (const name of ['x', 'admin', 'a%20b', '%00ab', "ana'--", 'x'.repeat(500), '%D0%B0na'])
    assert.deepEqual(
      [name, (await world.stranger.request('GET', `/api/users/${name}`)).status],
      [name, name === '%00ab' ? 400 : missing.status],
    )
})

test('a member of a room is seen with username and id once the account is complete', async () => {
  const { host, code, live } = await world.room()
  assert.ok(!('username' in (await host.enter(code)).snapshot.me), 'a guest has none')
  const dora = await world.signUp('dora@example.test')
  const first = await dora.enter(code)
  assert.ok(!('userId' in first.snapshot.me), 'not complete yet')
  first.live.close()
  await live.next('member:updated')
  await change(dora, { username: 'dora', globalLeaderboard: true })
  const { snapshot } = await dora.enter(code)
  const known = { userId: dora.id, username: 'dora', id: first.snapshot.me.id }
  holds(snapshot.me, known)
  holds(await live.next('member:updated'), known)
})
