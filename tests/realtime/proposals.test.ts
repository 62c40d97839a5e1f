import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ProposalContent, Segment } from '../../api/events.ts'
import { wrongDurations } from '../lib/names.ts'
import { fourSegments, World } from '../lib/world.ts'

// PRODUCT 1.7, defect 16: what guests ask for, and the host decides.
// So much bad input in so little time would end a connection.
const world = await World.start({ flags: ['--rate-limits', 'off'] })

async function open() {
  const { live: host, me, code, segments } = await world.room({ segments: fourSegments })
  const bea = await world.guest('Bea')
  const cem = await world.guest('Cem')
  const { live: guest, snapshot } = await bea.enter(code)
  const { live: other, snapshot: cems } = await cem.enter(code)
  const [first, second] = segments as [Segment, Segment]
  const members = { ana: me.id, bea: snapshot.me.id, cem: cems.me.id }
  return { host, guest, other, bea, cem, code, members, first: first.id, second: second.id }
}
type Scene = Awaited<ReturnType<typeof open>>

const tea: ProposalContent = {
  type: 'add_segment',
  payload: {
    segment: { kind: 'custom', label: ' Tea ', durationSec: 600, countsAsFocus: false },
    index: 1,
  },
}
const accept = ({ host }: Scene, id: string) =>
  host.send('proposal:decide', { id, decision: 'accept' })
const labels = async ({ host }: Scene) =>
  (await host.send('room:sync', {})).queue.segments.map(({ label }) => label)
const heardAll = (live: Scene['host']) => live.send('clock:ping', {})

describe('a proposal', () => {
  test('is told to the host and to whoever made it, and to nobody else', async () => {
    const room = await open()
    const proposal = await room.guest.send('proposal:submit', tea)
    assert.deepEqual(proposal, {
      id: proposal.id,
      type: 'add_segment',
      payload: {
        segment: { kind: 'custom', label: 'Tea', durationSec: 600, countsAsFocus: false },
        index: 1,
      },
      status: 'pending',
      memberId: room.members.bea,
      displayName: 'Bea',
      createdAt: proposal.createdAt,
      decidedAt: null,
    })
    for (const live of [room.host, room.guest])
      assert.deepEqual(await live.next('proposal:created'), proposal)
    assert.deepEqual((await room.host.send('room:sync', {})).proposals, [proposal])
    assert.deepEqual((await room.guest.send('room:sync', {})).proposals, [proposal])
    assert.deepEqual((await room.other.send('room:sync', {})).proposals, [])
    const rejected = await room.host.send('proposal:decide', {
      id: proposal.id,
      decision: 'reject',
    })
    await heardAll(room.other)
    assert.deepEqual(room.other.seen('proposal:created'), [])
    assert.deepEqual(room.other.seen('proposal:updated'), [])
    for (const live of [room.host, room.guest])
      assert.deepEqual(await live.next('proposal:updated'), rejected)
    assert.equal(rejected.status, 'rejected')
    assert.ok(Number(rejected.decidedAt) >= proposal.createdAt)
    assert.deepEqual(
      (await room.host.send('room:sync', {})).proposals,
      [],
      'nothing waits any more',
    )
    assert.deepEqual(
      (await room.guest.send('room:sync', {})).proposals,
      [rejected],
      'its maker sees why',
    )
    assert.deepEqual(
      await labels(room),
      ['One', 'Rest', 'Two', 'Long rest'],
      'and nothing happened',
    )
  })

  test('to add a segment adds it, where it was meant to be', async () => {
    const room = await open()
    const { id } = await room.guest.send('proposal:submit', tea)
    assert.equal((await accept(room, id)).status, 'accepted')
    assert.deepEqual(await labels(room), ['One', 'Tea', 'Rest', 'Two', 'Long rest'])
    assert.equal((await room.other.next('queue:updated')).segments[1]?.label, 'Tea')
    assert.equal((await room.guest.next('proposal:updated')).status, 'accepted')
  })

  test('to add a segment behind what is gone meanwhile adds it at the end', async () => {
    const room = await open()
    const payload = { segment: { kind: 'focus', durationSec: 60 }, index: 4 } as const
    const { id } = await room.guest.send('proposal:submit', { type: 'add_segment', payload })
    await room.host.send('queue:remove', { id: room.first })
    await accept(room, id)
    assert.deepEqual(await labels(room), ['Rest', 'Two', 'Long rest', 'Focus'])
  })

  test('to edit a segment edits it: the id, the tasks and what it leaves out stay', async () => {
    const room = await open()
    const at = { segmentId: room.second, visibility: 'private' } as const
    await room.guest.send('task:set', { ...at, text: 'Mine' })
    const payload = { id: room.second, label: 'Walk', durationSec: 900 }
    const { id } = await room.guest.send('proposal:submit', { type: 'edit_segment', payload })
    await room.host.send('queue:update', { id: room.second, kind: 'long_break' })
    await accept(room, id)
    const { queue, tasks } = await room.guest.send('room:sync', {})
    assert.deepEqual(queue.segments[1], {
      id: room.second,
      kind: 'long_break',
      label: 'Walk',
      durationSec: 900,
      countsAsFocus: false,
    })
    assert.deepEqual(
      tasks.map(({ text }) => text),
      ['Mine'],
    )
  })

  test('for a public task sets it', async () => {
    const room = await open()
    const payload = { segmentId: room.first, text: ' Read  on ' }
    const { id } = await room.guest.send('proposal:submit', { type: 'public_task', payload })
    await accept(room, id)
    const told = await room.other.next('task:updated')
    assert.deepEqual(
      [told.segmentId, told.visibility, told.text],
      [room.first, 'public', 'Read on'],
    )
  })

  test('is told after the change that it made', async () => {
    const room = await open()
    const names: string[] = []
    room.guest.socket.onAny((name: string) => names.push(name))
    const { id } = await room.guest.send('proposal:submit', tea)
    await accept(room, id)
    await room.guest.next('proposal:updated')
    assert.deepEqual(names, ['proposal:created', 'queue:updated', 'proposal:updated'])
  })

  test('is decided once', async () => {
    const room = await open()
    const { id } = await room.guest.send('proposal:submit', tea)
    const answers = await Promise.all(
      ['accept', 'reject', 'accept'].map((decision) =>
        room.host.ask('proposal:decide', { id, decision }),
      ),
    )
    assert.deepEqual(
      answers.map(({ ok }) => ok),
      [true, false, false],
    )
    const error = await room.host.refused('proposal:decide', { id, decision: 'reject' })
    assert.deepEqual([error.code, error.reason], ['conflict', 'already_decided'])
    assert.equal((await labels(room)).filter((label) => label === 'Tea').length, 1)
  })

  test('about a segment that is gone cannot be accepted; it waits, and can be declined', async () => {
    const room = await open()
    const contents: ProposalContent[] = [
      { type: 'edit_segment', payload: { id: room.second, label: 'Walk' } },
      { type: 'public_task', payload: { segmentId: room.second, text: 'Walk' } },
    ]
    const ids = []
    for (const content of contents) ids.push((await room.guest.send('proposal:submit', content)).id)
    await room.host.send('queue:remove', { id: room.second })
    for (const id of ids) {
      const error = await room.host.refused('proposal:decide', { id, decision: 'accept' })
      assert.deepEqual([error.code, error.reason], ['conflict', 'proposal_outdated'])
    }
    const { proposals } = await room.host.send('room:sync', {})
    assert.deepEqual(
      proposals.map(({ id, status }) => [id, status]),
      ids.map((id) => [id, 'pending']),
    )
    for (const id of ids) await room.host.send('proposal:decide', { id, decision: 'reject' })
  })

  test('for a full queue waits until there is room', async () => {
    const room = await open()
    const { id } = await room.guest.send('proposal:submit', tea)
    const { queue } = await room.host.send('room:sync', {})
    const more = Array.from({ length: 46 }, () => ({ kind: 'focus', durationSec: 60 }) as const)
    await room.host.send('queue:replace', {
      version: queue.version,
      segments: [...queue.segments, ...more],
    })
    const error = await room.host.refused('proposal:decide', { id, decision: 'accept' })
    assert.deepEqual([error.code, error.reason], ['conflict', 'queue_full'])
    const full = await room.guest.refused('proposal:submit', tea)
    assert.deepEqual([full.code, full.field], ['invalid', 'payload.segment'])
    await room.host.send('queue:remove', { id: room.first })
    await accept(room, id)
  })

  test('is one of ten that wait at most, for each person', async () => {
    const room = await open()
    const ids = []
    for (let i = 0; i < 10; ++i) ids.push((await room.guest.send('proposal:submit', tea)).id)
    const error = await room.guest.refused('proposal:submit', tea)
    assert.deepEqual([error.code, error.reason], ['conflict', 'too_many_proposals'])
    await room.other.send('proposal:submit', tea)
    await room.host.send('proposal:decide', { id: ids[0] ?? '', decision: 'reject' })
    await room.guest.send('proposal:submit', tea)
  })

  test('of a room is one of two hundred that wait at most', async () => {
    const { live: host, code } = await world.room()
    for (let i = 0; i < 20; ++i) {
      const { live } = await (await world.guest()).enter(code)
      await Promise.all(
        Array.from({ length: 10 }, () =>
          live.send('proposal:submit', {
            ...tea,
            payload: { segment: { kind: 'focus', durationSec: 60 } },
          } as ProposalContent),
        ),
      )
      live.close()
      await host.next('member:updated', ({ isHere }) => !isHere)
      if (i === 18) await host.send('room:update', { capacity: 30 })
    }
    const error = await host.refused('proposal:submit', {
      ...tea,
      payload: { segment: { kind: 'focus', durationSec: 60 } },
    })
    assert.deepEqual([error.code, error.reason], ['conflict', 'too_many_waiting'])
    assert.equal((await host.send('room:sync', {})).proposals.length, 200)
  })

  test('is checked as the change it stands for', async () => {
    const room = await open()
    const segment = { kind: 'focus', durationSec: 60 }
    const cases: [object, string][] = [
      [{ type: 'remove_segment', payload: { id: room.first } }, 'type'],
      [{ payload: {} }, 'type'],
      [{ type: 'add_segment' }, 'payload'],
      [{ type: 'add_segment', payload: 'x' }, 'payload'],
      [{ type: 'add_segment', payload: {} }, 'payload.segment'],
      [
        { type: 'add_segment', payload: { segment: { ...segment, kind: 'nap' } } },
        'payload.segment.kind',
      ],
      [
        { type: 'add_segment', payload: { segment: { ...segment, label: ' ' } } },
        'payload.segment.label',
      ],
      [{ type: 'add_segment', payload: { segment, index: 5 } }, 'payload.index'],
      [{ type: 'edit_segment', payload: { label: 'x' } }, 'payload.id'],
      [
        { type: 'edit_segment', payload: { id: room.first, label: 'x'.repeat(101) } },
        'payload.label',
      ],
      [
        { type: 'edit_segment', payload: { id: room.first, durationSec: 59 } },
        'payload.durationSec',
      ],
      [{ type: 'public_task', payload: { segmentId: room.first } }, 'payload.text'],
      [
        { type: 'public_task', payload: { segmentId: room.first, text: 'x'.repeat(501) } },
        'payload.text',
      ],
      ...wrongDurations.map(([durationSec]): [object, string] => [
        { type: 'add_segment', payload: { segment: { kind: 'focus', durationSec } } },
        'payload.segment.durationSec',
      ]),
    ]
    for (const [content, field] of cases) {
      const error = await room.guest.refused('proposal:submit', content)
      assert.deepEqual([error.code, error.field], ['invalid', field], JSON.stringify(content))
    }
    for (const content of [
      { type: 'edit_segment', payload: { id: '1', label: 'x' } },
      { type: 'public_task', payload: { segmentId: '1', text: 'x' } },
    ]) {
      const error = await room.guest.refused('proposal:submit', content)
      assert.deepEqual([error.code, error.reason], ['not_found', 'unknown_segment'])
    }
    assert.deepEqual((await room.host.send('room:sync', {})).proposals, [])
  })

  test('keeps nothing that the contract does not name', async () => {
    const room = await open()
    const payload = { ...tea.payload, version: 1, evil: { deep: true } }
    const proposal = await room.guest.send('proposal:submit', {
      ...tea,
      payload,
    } as ProposalContent)
    assert.deepEqual(Object.keys(proposal.payload).toSorted(), ['index', 'segment'])
  })

  test('of another room is not found', async () => {
    const [room, elsewhere] = [await open(), await open()]
    const { id } = await elsewhere.guest.send('proposal:submit', tea)
    for (const [payload, code] of [
      [{ id, decision: 'accept' }, 'not_found'],
      [{ id: '1', decision: 'reject' }, 'not_found'],
      [{ id, decision: 'maybe' }, 'invalid'],
      [{ id: 7, decision: 'accept' }, 'invalid'],
    ] as const) {
      assert.equal((await room.host.refused('proposal:decide', payload)).code, code)
    }
    assert.equal((await elsewhere.host.send('room:sync', {})).proposals.length, 1)
  })

  test('outlives the visit of whoever made it', async () => {
    const room = await open()
    const { id } = await room.guest.send('proposal:submit', tea)
    await room.guest.send('room:leave', {})
    await room.host.next('member:left')
    const decided = await accept(room, id)
    assert.deepEqual((await room.bea.enter(room.code)).snapshot.proposals, [decided])
  })
})

describe('a new host (R9)', () => {
  test('is told what waits and decides; the old one cannot any more', async () => {
    const room = await open()
    const bea = await room.guest.send('proposal:submit', tea)
    const cem = await room.other.send('proposal:submit', tea)
    await room.host.send('proposal:decide', { id: cem.id, decision: 'reject' })
    const last = await room.other.send('proposal:submit', tea)
    await room.host.send('host:transfer', { memberId: room.members.bea })
    const told = await room.guest.next('proposal:created', ({ id }) => id === last.id)
    assert.deepEqual(told, last)
    assert.deepEqual(
      room.guest.seen('proposal:created').map(({ id }) => id),
      [bea.id, last.id],
      'what waits, and what she made herself once',
    )
    const error = await room.host.refused('proposal:decide', { id: bea.id, decision: 'accept' })
    assert.deepEqual([error.code, error.reason], ['forbidden', 'not_host'])
    assert.deepEqual((await room.host.send('room:sync', {})).proposals, [])
    assert.deepEqual((await room.guest.send('room:sync', {})).proposals, [bea, last])
    await room.guest.send('proposal:decide', { id: last.id, decision: 'accept' })
    await room.other.next('proposal:updated', ({ id }) => id === last.id)
    await heardAll(room.host)
    assert.ok(room.host.seen('proposal:updated').every(({ id }) => id !== last.id))
  })
})

test('whoever is muted proposes nothing', async () => {
  const room = await open()
  await room.host.send('member:mute', { memberId: room.members.bea })
  const error = await room.guest.refused('proposal:submit', tea)
  assert.deepEqual([error.code, error.reason], ['forbidden', 'muted'])
  await room.host.send('member:mute', { memberId: room.members.bea, muted: false })
  await room.guest.send('proposal:submit', tea)
})

test('proposals outlive the process', async () => {
  const room = await open()
  const waiting = await room.guest.send('proposal:submit', tea)
  await world.server.kill()
  await world.restart()
  assert.deepEqual((await room.bea.enter(room.code)).snapshot.proposals, [waiting])
})
