import assert from 'node:assert/strict'
import { test } from 'node:test'
import { World } from '../lib/world.ts'

// R9: the host mutes, kicks and bans, and takes that back.
const world = await World.start()

interface Bans {
  items: { memberId: string; displayName: string }[]
  nextCursor: string | null
}

/** A room of Ana, where Bea and Carl are. */
async function trio(settings = {}) {
  const room = await world.room(settings)
  const [bea, carl] = [await world.guest('Bea'), await world.guest('Carl')]
  const [beasTab, carlsTab] = [await bea.enter(room.code), await carl.enter(room.code)]
  return { ...room, bea, carl, beasTab, carlsTab }
}

test('a ban removes at once and for the life of the room, and everybody sees it', async () => {
  const { live, code, bea, beasTab, carlsTab, host } = await trio()
  const second = await bea.enter(code)
  const memberId = beasTab.snapshot.me.id
  await live.send('member:ban', { memberId })
  for (const tab of [beasTab, second]) {
    assert.deepEqual(await tab.live.next('room:closed'), { reason: 'banned' })
    const error = await tab.live.refused('room:sync', {})
    assert.deepEqual([error.code, error.reason], ['not_found', 'not_in_room'])
  }
  for (const tab of [live, carlsTab.live])
    assert.deepEqual(await tab.next('member:left'), { id: memberId, reason: 'banned' })
  const { members } = await live.send('room:sync', {})
  assert.deepEqual(
    members.map((member) => member.displayName),
    ['Ana', 'Carl'],
  )
  assert.equal(carlsTab.live.seen('room:closed').length, 0, 'nobody else is sent away')

  const again = await beasTab.live.refused('room:join', { code, displayName: 'Somebody else' })
  assert.deepEqual([again.code, again.reason], ['forbidden', 'banned'])
  assert.equal(again.retryAfterMs, undefined)
  const history = await bea.rest.refused('GET', `/api/rooms/${code}/history`)
  assert.deepEqual([history.status, history.reason], [403, 'banned'])

  const bans = await host.rest.get<Bans>(`/api/rooms/${code}/bans`)
  assert.deepEqual(bans, { items: [{ memberId, displayName: 'Bea' }], nextCursor: null })
})

test('who is banned comes back once the host allows it, as the same member', async () => {
  const { live, code, host, beasTab } = await trio()
  const memberId = beasTab.snapshot.me.id
  await live.send('member:kick', { memberId })
  await live.send('member:ban', { memberId }) // who has gone can be banned too
  assert.equal((await beasTab.live.refused('room:join', { code })).reason, 'banned')
  await live.send('member:unban', { memberId })
  assert.equal((await beasTab.live.join(code)).me.id, memberId)
  assert.deepEqual((await host.rest.get<Bans>(`/api/rooms/${code}/bans`)).items, [])
})

test('the seat of who is sent away is free (R10)', async () => {
  const { live, code, carlsTab } = await trio({ capacity: 3 })
  const dora = await (await world.guest('Dora')).connect()
  assert.equal((await dora.refused('room:join', { code })).reason, 'room_full')
  await live.send('member:ban', { memberId: carlsTab.snapshot.me.id })
  await dora.join(code)
})

test('the list of the banned is for the host, in pages', async () => {
  const { live, code, host, bea, beasTab, carlsTab } = await trio()
  for (const tab of [beasTab, carlsTab])
    await live.send('member:ban', { memberId: tab.snapshot.me.id })
  const first = await host.rest.get<Bans>(`/api/rooms/${code}/bans?limit=1`)
  const second = await host.rest.get<Bans>(
    `/api/rooms/${code}/bans?limit=1&cursor=${first.nextCursor}`,
  )
  assert.deepEqual(
    [...first.items, ...second.items].map((item) => item.displayName),
    ['Carl', 'Bea'],
  )
  for (const who of [bea, await world.guest('Zoe')]) {
    const problem = await who.rest.refused('GET', `/api/rooms/${code}/bans`)
    assert.deepEqual([problem.status, problem.reason], [403, 'not_host'])
  }
})

test('muting shows to everybody, lasts through a rejoin, and is taken back', async () => {
  const { live, code, beasTab, carlsTab, carl } = await trio()
  const memberId = carlsTab.snapshot.me.id
  await live.send('member:mute', { memberId })
  for (const tab of [live, beasTab.live, carlsTab.live]) {
    const told = await tab.next('member:updated', (member) => member.id === memberId)
    assert.equal(told.muted, true)
  }
  await carlsTab.live.send('room:leave', {})
  assert.equal((await carl.enter(code)).snapshot.me.muted, true)
  await live.send('member:mute', { memberId, muted: false })
  const told = await live.next('member:updated', (member) => member.id === memberId)
  assert.equal(told.muted, false)
})

test('nobody mutes, kicks or bans themself, nor somebody of another room', async () => {
  const { live, me } = await trio()
  const elsewhere = await trio()
  const stranger = elsewhere.beasTab.snapshot.me.id
  for (const event of ['member:mute', 'member:kick', 'member:ban'] as const) {
    const self = await live.refused(event, { memberId: me.id })
    assert.deepEqual([self.code, self.field], ['invalid', 'memberId'])
    const unknown = await live.refused(event, { memberId: stranger })
    assert.deepEqual([unknown.code, unknown.reason], ['not_found', 'unknown_member'])
  }
  assert.equal(
    (await live.refused('member:unban', { memberId: stranger })).reason,
    'unknown_member',
  )
  const { members } = await elsewhere.live.send('room:sync', {})
  assert.equal(members.length, 3)
})
