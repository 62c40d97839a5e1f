import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { clientEvents, type ClientEvent, type Snapshot } from '../../api/events.ts'
import type { Live } from '../lib/live.ts'
import { fourSegments, World } from '../lib/world.ts'

// WS4: every event of the contract × who sends it. An event without a payload here fails.
// A scene for each takes more guests an hour, and on a quick machine more connections a second, than one address may have.
const world = await World.start({
  flags: ['--limit', 'guest_creation=10000/h', '--limit', 'socket_openings=1000/s'],
})

interface Scene {
  code: string
  host: Live
  guest: Live
  outsider: Live
  kicked: Live
  formerHost: Live
  snapshot: Snapshot
}

/** A payload that would work for the host of the scene. */
const payloads: Record<ClientEvent, (scene: Scene) => object> = {
  'clock:ping': () => ({}),
  'room:join': ({ code }) => ({ code }),
  'room:leave': () => ({}),
  'room:sync': () => ({}),
  'room:update': () => ({ name: 'Taken over', locked: true }),
  'timer:play': () => ({}),
  'timer:pause': () => ({}),
  'timer:skip': () => ({}),
  'timer:restart': () => ({}),
  'timer:adjust': () => ({ deltaSec: 60 }),
  'queue:replace': ({ snapshot }) => ({ version: snapshot.queue.version, segments: [] }),
  'queue:add': () => ({ segment: { kind: 'focus', durationSec: 60 } }),
  'queue:update': ({ snapshot }) => ({ id: snapshot.queue.segments[0]?.id, label: 'Taken over' }),
  'queue:remove': ({ snapshot }) => ({ id: snapshot.queue.segments[0]?.id }),
  'queue:move': ({ snapshot }) => ({ id: snapshot.queue.segments[0]?.id, index: 1 }),
  'host:transfer': ({ snapshot }) => ({ memberId: memberNamed(snapshot, 'Guest') }),
  'member:kick': ({ snapshot }) => ({ memberId: memberNamed(snapshot, 'Guest') }),
  'member:ban': ({ snapshot }) => ({ memberId: memberNamed(snapshot, 'Guest') }),
  'member:unban': ({ snapshot }) => ({ memberId: memberNamed(snapshot, 'Guest') }),
  'member:mute': ({ snapshot }) => ({ memberId: memberNamed(snapshot, 'Guest') }),
  'task:set': ({ snapshot }) => ({
    segmentId: snapshot.queue.segments[0]?.id,
    visibility: 'private',
    text: 'Mine',
  }),
  'task:done': ({ snapshot }) => ({ segmentId: snapshot.queue.segments[1]?.id, done: true }),
  'proposal:submit': () => ({
    type: 'add_segment',
    payload: { segment: { kind: 'focus', durationSec: 60 } },
  }),
  'proposal:decide': ({ snapshot }) => ({ id: snapshot.proposals[0]?.id, decision: 'accept' }),
  'chat:send': () => ({ text: 'Heard', clientId: 'one' }),
  'chat:react': ({ snapshot }) => ({
    messageId: firstMessage(snapshot),
    reaction: 'clap',
    on: true,
  }),
  'chat:delete': ({ snapshot }) => ({ messageId: firstMessage(snapshot) }),
  'chat:typing': () => ({}),
}

/** The guest wrote it. */
function firstMessage(snapshot: Snapshot): string | undefined {
  return snapshot.chat.messages[0]?.id
}

function memberNamed(snapshot: Snapshot, name: string): string | undefined {
  return snapshot.members.find((member) => member.displayName === name)?.id
}

/** A running room with a host, its former host, a guest, somebody kicked and somebody who never came. */
async function scene(): Promise<Scene> {
  const { live: formerHost, code } = await world.room({
    displayName: 'Former',
    segments: fourSegments,
  })
  const host = await (await world.guest('Host')).enter(code)
  const guest = await (await world.guest('Guest')).enter(code)
  const kicked = await (await world.guest('Kicked')).enter(code)
  await guest.live.send('chat:send', { text: 'Hello', clientId: 'hello' })
  await formerHost.send('timer:play', {})
  await formerHost.send('host:transfer', { memberId: host.snapshot.me.id })
  await host.live.send('member:kick', { memberId: kicked.snapshot.me.id })
  const outsider = await (await world.guest('Outsider')).connect()
  // Something of the guest's to finish, and something of theirs to decide on.
  const segmentId = guest.snapshot.queue.segments[1]?.id ?? ''
  await guest.live.send('task:set', { segmentId, visibility: 'private', text: 'To finish' })
  const wish = { segmentId, text: 'For all' }
  await guest.live.send('proposal:submit', { type: 'public_task', payload: wish })
  const snapshot = await host.live.send('room:sync', {})
  return {
    code,
    host: host.live,
    guest: guest.live,
    outsider,
    kicked: kicked.live,
    formerHost,
    snapshot,
  }
}

/** What must not change by a refused event. */
async function lasting({ host }: Scene): Promise<unknown> {
  const { room, queue, members, timer, chat, tasks, proposals } = await host.send('room:sync', {})
  const still = { ...timer, serverNow: 0, remainingMs: 0 }
  return { room, queue, members, timer: still, chat, tasks, proposals }
}

test('every event of the contract has a row', () => {
  assert.deepEqual(Object.keys(payloads).toSorted(), Object.keys(clientEvents).toSorted())
})

for (const [event, sender] of Object.entries(clientEvents) as [ClientEvent, string][]) {
  describe(`${event}, for ${sender}`, () => {
    const payloadFor = payloads[event]

    if (sender === 'host') {
      for (const who of ['guest', 'formerHost'] as const) {
        test(`is forbidden to a ${who === 'guest' ? 'guest' : 'host of before'}`, async () => {
          const room = await scene()
          const before = await lasting(room)
          const error = await room[who].refused(event, payloadFor(room))
          assert.deepEqual([error.code, error.reason], ['forbidden', 'not_host'])
          assert.deepEqual(await lasting(room), before, 'and has no effect')
        })
      }
    }

    if (sender !== 'anyone') {
      for (const who of ['outsider', 'kicked'] as const) {
        test(`finds no room for ${who === 'outsider' ? 'who is in none' : 'who was kicked'}`, async () => {
          const room = await scene()
          const before = await lasting(room)
          const error = await room[who].refused(event, payloadFor(room))
          assert.deepEqual([error.code, error.reason], ['not_found', 'not_in_room'])
          assert.deepEqual(await lasting(room), before, 'and has no effect')
        })
      }
    }

    test('works for who may', async () => {
      const room = await scene()
      const allowed = {
        anyone: room.outsider,
        member: room.guest,
        speaker: room.guest,
        host: room.host,
      }[sender]
      const answer = await (allowed as Live).ask(event, payloadFor(room))
      assert.ok(answer.ok, JSON.stringify(answer))
    })
  })
}

test('nobody at all gets no connection', async () => {
  for (const transports of [['websocket'], ['polling']] as const) {
    await assert.rejects(world.connect({ transports: [...transports] }), /unauthorized/)
    await assert.rejects(
      world.connect({ token: 'x'.repeat(43), transports: [...transports] }),
      /unauthorized/,
    )
  }
})

test('a secret never comes back, neither to its owner nor to the room (defect 1)', async () => {
  const room = await world.room()
  const bea = await world.guest('Bea')
  const { live } = await bea.enter(room.code)
  await live.send('room:sync', {})
  await room.live.send('room:sync', {})
  await bea.rest.get('/api/session')
  world.watch.check()
  // The watch is awake: it would see a secret that is told.
  world.watch.saw(`{"token":"${bea.token}"}`, 'this test')
  assert.throws(() => world.watch.check(), /secret/)
})

test('a public id is no credential (defect 1)', async () => {
  const { me, room } = await world.room()
  for (const token of [me.id, room.id, room.code]) {
    await assert.rejects(world.connect({ token }), /unauthorized/)
    const session = await world.stranger.get<{ kind: string }>('/api/session', {
      headers: { authorization: `Bearer ${token}` },
    })
    assert.equal(session.kind, 'none')
  }
})
