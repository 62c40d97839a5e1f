import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { clientEvents, type ClientEvent, type Sender, type Snapshot } from '../../api/events.ts'
import type { Live } from '../lib/live.ts'
import { fourSegments, World } from '../lib/world.ts'

// WS4: every event of the contract × who sends it × whose thing it names. An event without a row here fails.
// A scene for each takes more guests an hour, more requests a minute and more connections a second than one address may have.
const world = await World.start({
  flags: ['--limit', 'guest_creation=10000/h,api_address=10000/min,socket_openings=1000/s'],
})

/** `outsider` is in no room, `stranger` hosts another one. */
const everybody = [
  'outsider',
  'stranger',
  'kicked',
  'banned',
  'muted',
  'guest',
  'formerHost',
  'host',
] as const
type Who = (typeof everybody)[number]

interface Scene extends Record<Who, Live> {
  code: string
  snapshot: Snapshot
  /** Of the stranger's room. */
  elsewhere: Snapshot
}

interface Row {
  /** What works for who may send it. */
  payload: (scene: Scene) => object
  /** Where the payload names something: the path to its id, and such an id of the other room. */
  id?: { path: string[]; elsewhere: (scene: Scene) => string | undefined }
  /** The same event on what is somebody else's: who may not, and why. */
  others?: { who: Who; payload: (scene: Scene) => object; reason: string }
}

const bare: Row = { payload: () => ({}) }
const onGuest: Row = {
  payload: ({ snapshot }) => ({ memberId: memberNamed(snapshot, 'Guest') }),
  id: { path: ['memberId'], elsewhere: (scene) => memberNamed(scene.elsewhere, 'Stranger') },
}
const segmentElsewhere = (scene: Scene) => scene.elsewhere.queue.segments[0]?.id
const segment = { path: ['id'], elsewhere: segmentElsewhere }
const taskSegment = { path: ['segmentId'], elsewhere: segmentElsewhere }
const message = {
  path: ['messageId'],
  elsewhere: (scene: Scene) => scene.elsewhere.chat.messages[0]?.id,
}

const onBoard: Row = {
  payload: ({ snapshot }) => ({ boardId: snapshot.board.boardId }),
  id: { path: ['boardId'], elsewhere: (scene) => scene.elsewhere.board.boardId },
}

const rows: Record<ClientEvent, Row> = {
  'clock:ping': bare,
  'room:join': { payload: ({ code }) => ({ code }) },
  'room:leave': bare,
  'room:sync': bare,
  'room:update': { payload: () => ({ name: 'Taken over', locked: true }) },
  'timer:play': bare,
  'timer:pause': bare,
  'timer:skip': bare,
  'timer:restart': bare,
  'timer:adjust': { payload: () => ({ deltaSec: 60 }) },
  'queue:replace': {
    payload: ({ snapshot }) => ({ version: snapshot.queue.version, segments: [] }),
  },
  'queue:add': { payload: () => ({ segment: { kind: 'focus', durationSec: 60 } }) },
  'queue:update': {
    payload: ({ snapshot }) => ({ id: snapshot.queue.segments[0]?.id, label: 'Taken over' }),
    id: segment,
  },
  'queue:remove': {
    payload: ({ snapshot }) => ({ id: snapshot.queue.segments[0]?.id }),
    id: segment,
  },
  'queue:move': {
    payload: ({ snapshot }) => ({ id: snapshot.queue.segments[0]?.id, index: 1 }),
    id: segment,
  },
  'host:transfer': onGuest,
  'member:kick': onGuest,
  'member:ban': onGuest,
  'member:unban': onGuest,
  'member:mute': onGuest,
  'task:set': {
    payload: ({ snapshot }) => ({
      segmentId: snapshot.queue.segments[0]?.id,
      visibility: 'private',
      text: 'Mine',
    }),
    id: taskSegment,
    others: {
      who: 'guest',
      payload: ({ snapshot }) => ({
        segmentId: snapshot.queue.segments[0]?.id,
        visibility: 'public',
        text: 'Ours',
      }),
      reason: 'not_host',
    },
  },
  'task:done': {
    payload: ({ snapshot }) => ({ segmentId: snapshot.queue.segments[1]?.id, done: true }),
    id: taskSegment,
    others: {
      who: 'guest',
      payload: ({ snapshot }) => ({
        segmentId: snapshot.queue.segments[0]?.id,
        visibility: 'public',
        done: true,
      }),
      reason: 'not_host',
    },
  },
  'proposal:submit': {
    payload: ({ snapshot }) => ({
      type: 'public_task',
      payload: { segmentId: snapshot.queue.segments[0]?.id, text: 'For all' },
    }),
    id: { path: ['payload', 'segmentId'], elsewhere: segmentElsewhere },
  },
  'proposal:decide': {
    payload: ({ snapshot }) => ({ id: snapshot.proposals[0]?.id, decision: 'accept' }),
    id: { path: ['id'], elsewhere: (scene) => scene.elsewhere.proposals[0]?.id },
  },
  'chat:send': { payload: () => ({ text: 'Heard', clientId: 'one' }) },
  'chat:react': {
    payload: ({ snapshot }) => ({
      messageId: snapshot.chat.messages[0]?.id,
      reaction: 'clap',
      on: true,
    }),
    id: message,
  },
  'chat:delete': {
    payload: ({ snapshot }) => ({ messageId: snapshot.chat.messages[0]?.id }),
    id: message,
    others: {
      who: 'formerHost',
      payload: ({ snapshot }) => ({ messageId: snapshot.chat.messages[0]?.id }),
      reason: 'not_yours',
    },
  },
  'chat:typing': bare,
  'board:open': onBoard,
  'board:close': onBoard,
  'board:update': {
    ...onBoard,
    payload: ({ snapshot }) => ({
      boardId: snapshot.board.boardId,
      elements: [{ id: 'a', version: 1, versionNonce: 1, isDeleted: false }],
    }),
  },
  'board:pointer': {
    ...onBoard,
    payload: ({ snapshot }) => ({ boardId: snapshot.board.boardId, x: 1, y: 2 }),
  },
  'board:clear': onBoard,
  'board:restore': onBoard,
}

function memberNamed(snapshot: Snapshot, name: string): string | undefined {
  return snapshot.members.find((member) => member.displayName === name)?.id
}

/** A room where something runs and something waits, with a message of the guest's. */
async function busyRoom(hostName: string, guestName: string) {
  const room = await world.room({ displayName: 'Former', segments: fourSegments })
  const host = await (await world.guest(hostName)).enter(room.code)
  const guest = await (await world.guest(guestName)).enter(room.code)
  await room.live.send('timer:play', {})
  await room.live.send('host:transfer', { memberId: host.snapshot.me.id })
  const segmentId = room.segments[1]?.id ?? ''
  await guest.live.send('chat:send', { text: 'Hello', clientId: 'hello' })
  await guest.live.send('task:set', { segmentId, visibility: 'private', text: 'To finish' })
  const wish = { segmentId, text: 'For all' }
  await guest.live.send('proposal:submit', { type: 'public_task', payload: wish })
  return { code: room.code, formerHost: room.live, host: host.live, guest: guest.live }
}

async function scene(): Promise<Scene> {
  const room = await busyRoom('Host', 'Guest')
  const other = await busyRoom('Stranger', 'Other')
  const enter = async (name: string) => (await world.guest(name)).enter(room.code)
  const [kicked, banned, muted] = [
    await enter('Kicked'),
    await enter('Banned'),
    await enter('Muted'),
  ]
  await room.host.send('member:kick', { memberId: kicked.snapshot.me.id })
  await room.host.send('member:ban', { memberId: banned.snapshot.me.id })
  await room.host.send('member:mute', { memberId: muted.snapshot.me.id })
  // Something to restore.
  const { boardId } = muted.snapshot.board
  const elements = [{ id: 'cleared', version: 1, versionNonce: 1, isDeleted: false }]
  await room.host.send('board:update', { boardId, elements })
  await room.host.send('board:clear', { boardId })
  return {
    ...room,
    kicked: kicked.live,
    banned: banned.live,
    muted: muted.live,
    outsider: await (await world.guest('Outsider')).connect(),
    stranger: other.host,
    snapshot: await room.host.send('room:sync', {}),
    elsewhere: await other.host.send('room:sync', {}),
  }
}

/** What must not change by a refused event. */
async function lasting(member: Live): Promise<unknown> {
  const { room, queue, members, timer, chat, tasks, proposals } = await member.send('room:sync', {})
  const still = { ...timer, serverNow: 0, remainingMs: 0 }
  return { room, queue, members, timer: still, chat, tasks, proposals }
}

/** Why somebody may not, or null where they may. Of the stranger only ids are tested: they act in their own room. */
function refusal(
  event: ClientEvent,
  sender: Sender,
  who: Who,
): [code: string, reason: string] | null {
  const isAway = who === 'kicked' || who === 'banned'
  if (sender === 'anyone') return event === 'room:join' && isAway ? ['forbidden', who] : null
  if (who === 'outsider' || isAway) return ['not_found', 'not_in_room']
  if (who === 'stranger') return null
  if (sender === 'host' && who !== 'host') return ['forbidden', 'not_host']
  return sender === 'speaker' && who === 'muted' ? ['forbidden', 'muted'] : null
}

/** A copy of the payload that names another thing. */
function naming(payload: object, [first = '', ...rest]: string[], id: unknown): object {
  const inner = (payload as Record<string, object>)[first]
  return { ...payload, [first]: rest.length > 0 && inner ? naming(inner, rest, id) : id }
}

test('every event of the contract has a row', () => {
  assert.deepEqual(Object.keys(rows).toSorted(), Object.keys(clientEvents).toSorted())
})

const allowed: Record<Sender, Who> = {
  anyone: 'outsider',
  member: 'guest',
  speaker: 'guest',
  host: 'host',
}

for (const [event, sender] of Object.entries(clientEvents) as [ClientEvent, Sender][]) {
  describe(`${event}, for ${sender}`, () => {
    const { payload, id, others } = rows[event]

    test('is refused to everybody else, without effect', async () => {
      const room = await scene()
      const before = await lasting(room.host)
      for (const who of everybody) {
        const why = refusal(event, sender, who)
        if (!why) continue
        const error = await room[who].refused(event, payload(room))
        assert.deepEqual([error.code, error.reason], why, who)
        assert.deepEqual(await lasting(room.host), before, `has no effect for ${who}`)
      }
      if (!others) return
      const error = await room[others.who].refused(event, others.payload(room))
      assert.deepEqual([error.code, error.reason], ['forbidden', others.reason], 'of others')
      assert.deepEqual(await lasting(room.host), before, 'has no effect on what is of others')
    })

    if (id) {
      test('finds nothing by the id of another room or of nothing', async () => {
        const room = await scene()
        const [before, theirs] = [await lasting(room.host), await lasting(room.stranger)]
        const named = id.elsewhere(room)
        assert.ok(named, 'the other room has such a thing')
        const tries: [Who, object][] = [
          [allowed[sender], naming(payload(room), id.path, named)],
          [allowed[sender], naming(payload(room), id.path, '1')],
          ['stranger', payload(room)],
        ]
        for (const [who, wrong] of tries) {
          const error = await room[who].refused(event, wrong)
          assert.equal(error.code, 'not_found', `${who}: ${JSON.stringify(error)}`)
        }
        assert.deepEqual(await lasting(room.host), before, 'has no effect here')
        assert.deepEqual(await lasting(room.stranger), theirs, 'nor there')
      })
    }

    test('works for who may', async () => {
      const room = await scene()
      const answer = await room[allowed[sender]].ask(event, payload(room))
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
