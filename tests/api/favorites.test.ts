import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Member } from '../../api/events.ts'
import { newcomer } from '../lib/people.ts'
import { type Person, World } from '../lib/world.ts'

interface Visited {
  code: string
  name: string | null
  isOpen: boolean
  isFavorite: boolean
  members: Member[]
}

const world = await World.start({ flags: ['--rate-limits', 'off'] })
const list = async (person: Person, path: 'rooms' | 'favorites') =>
  (await person.rest.get<{ items: Visited[] }>(`/api/me/${path}`)).items
const codes = async (person: Person, path: 'rooms' | 'favorites') =>
  (await list(person, path)).map(({ code }) => code)

test('recent rooms are those one was in, with who is there now', async () => {
  const ana = await newcomer(world, 'ana')
  assert.deepEqual(await list(ana, 'rooms'), [])
  const first = await world.room({ name: 'Thesis' })
  const second = await world.room()
  await ana.enter(first.code)
  await ana.enter(second.code)
  const rooms = await list(ana, 'rooms')
  assert.deepEqual(
    rooms.map(({ code, name, isOpen, isFavorite }) => [code, name, isOpen, isFavorite]),
    [
      [second.code, null, true, false],
      [first.code, 'Thesis', true, false],
    ],
  )
  assert.deepEqual(
    rooms[1]?.members.map(({ displayName, role, username }) => [displayName, role, username]),
    [
      ['Ana', 'host', undefined],
      [ana.name, 'guest', 'ana'],
    ],
  )
  assert.deepEqual(await list(await newcomer(world, 'bea'), 'rooms'), [], 'nobody else’s')

  const body = { body: {} }
  await first.host.rest.request('DELETE', `/api/rooms/${first.code}`, body)
  assert.deepEqual(await codes(ana, 'rooms'), [second.code], 'not what has ended')
  await second.live.send('member:ban', { memberId: rooms[0]?.members[1]?.id as string })
  assert.deepEqual(await codes(ana, 'rooms'), [], 'not what one is banned from')
})

test('rooms can be marked, and stay marked when they have ended', async () => {
  const carl = await newcomer(world, 'carl')
  const one = await world.room()
  const two = await world.room()
  await carl.enter(one.code)
  await carl.enter(two.code)
  const mark = (method: 'PUT' | 'DELETE', code: string) =>
    carl.rest.request(method, `/api/me/favorites/${code}`, { body: {} })
  assert.equal((await mark('PUT', one.code)).status, 204)
  assert.equal((await mark('PUT', two.code.toLowerCase())).status, 204)
  assert.equal((await mark('PUT', one.code)).status, 204, 'again')
  assert.deepEqual(await codes(carl, 'favorites'), [two.code, one.code])
  assert.deepEqual(
    (await list(carl, 'rooms')).map(({ isFavorite }) => isFavorite),
    [true, true],
  )
  await one.host.rest.request('DELETE', `/api/rooms/${one.code}`, { body: {} })
  assert.deepEqual(
    (await list(carl, 'favorites')).map(({ code, isOpen }) => [code, isOpen]),
    [
      [two.code, true],
      [one.code, false],
    ],
  )
  assert.equal((await mark('DELETE', two.code)).status, 204)
  assert.equal((await mark('DELETE', two.code)).status, 204, 'again')
  assert.deepEqual(await codes(carl, 'favorites'), [one.code])
})

test('a room that one was never in cannot be told from one that is not there (IN5)', async () => {
  const dora = await newcomer(world, 'dora')
  const { code } = await world.room()
  for (const unknown of [code, 'pomo-ABCDEF', 'nonsense']) {
    const path = `/api/me/favorites/${unknown}`
    const problem = await dora.rest.refused('PUT', path, { body: {} })
    assert.deepEqual([problem.status, problem.reason], [404, 'unknown_room'])
  }
})

test('a person marks fifty at most', async () => {
  const eve = await newcomer(world, 'eve')
  const live = await eve.connect()
  const guest = await world.guest()
  const open = async () => {
    const { room } = await guest.rest.post<{ room: { code: string } }>('/api/rooms', {})
    await live.join(room.code)
    return eve.rest.request<{ reason?: string }>('PUT', `/api/me/favorites/${room.code}`, {
      body: {},
    })
  }
  for (let i = 0; i < 50; ++i) assert.equal((await open()).status, 204)
  const one = await open()
  assert.deepEqual([one.status, one.body.reason], [409, 'too_many_favorites'])
})
