import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Queue, Segment } from '../../api/events.ts'
import { wrongDurations } from '../lib/names.ts'
import { fourSegments, World } from '../lib/world.ts'

// R8: editing keeps ids and what runs, and never overwrites what it did not see.
const world = await World.start()

const labels = (queue: Queue) => queue.segments.map((segment) => segment.label)
const open = () => world.room({ segments: fourSegments })
/** What a client sends back for a segment it keeps. */
const kept = ({ id, kind, label, durationSec }: Segment) => ({ id, kind, label, durationSec })

describe('a queue', () => {
  test('can be added to, at the end or at a place', async () => {
    const { live } = await open()
    const segment = { kind: 'custom', label: 'Stretch', durationSec: 120 } as const
    assert.deepEqual(labels(await live.send('queue:add', { segment })).at(-1), 'Stretch')
    const second = await live.send('queue:add', { segment: { ...segment, label: 'Tea' }, index: 1 })
    assert.deepEqual(labels(second), ['One', 'Tea', 'Rest', 'Two', 'Long rest', 'Stretch'])
    for (const index of [-1, 7, 1.5, 'x']) {
      const error = await live.refused('queue:add', { segment, index })
      assert.deepEqual([error.code, error.field], ['invalid', 'index'], String(index))
    }
  })

  test('can be edited in place: the id stays', async () => {
    const { live, segments } = await open()
    const { id } = segments[1] as Segment
    const changed = await live.send('queue:update', { id, label: ' Walk ', durationSec: 600 })
    assert.deepEqual(
      [changed.segments[1]?.id, changed.segments[1]?.label, changed.segments[1]?.durationSec],
      [id, 'Walk', 600],
    )
    assert.deepEqual(changed.segments[0], segments[0])
    const toFocus = await live.send('queue:update', { id, kind: 'focus' })
    assert.deepEqual(
      [toFocus.segments[1]?.kind, toFocus.segments[1]?.countsAsFocus],
      ['focus', true],
    )
  })

  test('can be put in another order', async () => {
    const { live, segments } = await open()
    const { id } = segments[0] as Segment
    assert.deepEqual(labels(await live.send('queue:move', { id, index: 2 })), [
      'Rest',
      'Two',
      'One',
      'Long rest',
    ])
    assert.deepEqual(labels(await live.send('queue:move', { id, index: 0 })), [
      'One',
      'Rest',
      'Two',
      'Long rest',
    ])
    for (const index of [-1, 4, 0.5, null]) {
      const error = await live.refused('queue:move', { id, index })
      assert.deepEqual([error.code, error.field], ['invalid', 'index'], String(index))
    }
  })

  test('can lose a segment', async () => {
    const { live, segments } = await open()
    const rest = await live.send('queue:remove', { id: (segments[1] as Segment).id })
    assert.deepEqual(labels(rest), ['One', 'Two', 'Long rest'])
  })

  test('can be replaced; segments with an id keep it (defect 17)', async () => {
    const { live, segments } = await open()
    const { queue } = await live.send('room:sync', {})
    const [first, , third] = segments as [Segment, Segment, Segment]
    const replaced = await live.send('queue:replace', {
      version: queue.version,
      segments: [kept(third), { kind: 'focus', durationSec: 60 }, kept(first)],
    })
    assert.deepEqual(labels(replaced), ['Two', 'Focus', 'One'])
    assert.equal(replaced.segments[0]?.id, third.id)
    assert.equal(replaced.segments[2]?.id, first.id)
    assert.ok(!segments.some((segment) => segment.id === replaced.segments[1]?.id))
  })

  test('tells everybody each change, with a rising version', async () => {
    const { live, code, segments } = await open()
    const watcher = (await (await world.guest()).enter(code)).live
    let { version } = (await live.send('room:sync', {})).queue
    const { id } = segments[0] as Segment
    const edits = [
      () => live.send('queue:update', { id, label: 'Uno' }),
      () => live.send('queue:move', { id, index: 1 }),
      () => live.send('queue:remove', { id }),
      () => live.send('queue:add', { segment: { kind: 'break', durationSec: 60 } }),
      () => live.send('queue:replace', { version, segments: [] }),
    ]
    for (const edit of edits) {
      const acked = await edit()
      assert.ok(acked.version > version)
      version = acked.version
      assert.deepEqual(
        await watcher.next('queue:updated', (queue) => queue.version === version),
        acked,
      )
      assert.deepEqual((await watcher.send('room:sync', {})).queue, acked)
    }
  })
})

describe('a stale edit (R8)', () => {
  test('is refused with the current queue, and changes nothing', async () => {
    const { live, segments } = await open()
    const { queue } = await live.send('room:sync', {})
    const { id } = segments[0] as Segment
    const current = await live.send('queue:update', { id, label: 'Newer' })
    const { version } = queue
    const edits: [string, object][] = [
      ['queue:replace', { version, segments: [] }],
      ['queue:replace', { version, segments: 'nonsense' }],
      ['queue:add', { version, segment: { kind: 'focus', durationSec: 60 } }],
      ['queue:update', { version, id, label: 'Older' }],
      ['queue:remove', { version, id }],
      ['queue:move', { version, id, index: 2 }],
    ]
    for (const [event, payload] of edits) {
      const error = await live.refused(event, payload)
      assert.deepEqual([error.code, error.reason], ['conflict', 'stale_version'], event)
      assert.deepEqual(error.current, current)
    }
    assert.deepEqual((await live.send('room:sync', {})).queue, current)
  })

  test('of two that race, one wins and the other learns what it lost to', async () => {
    const { live, host, code } = await open()
    const other = (await host.enter(code)).live
    const { version } = (await live.send('room:sync', {})).queue
    const replace = (label: string) => ({
      version,
      segments: [{ kind: 'focus', label, durationSec: 60 }],
    })
    const answers = await Promise.all([
      live.ask('queue:replace', replace('Mine')),
      other.ask('queue:replace', replace('Yours')),
    ])
    const won = answers.find((answer) => answer.ok)
    const lost = answers.find((answer) => !answer.ok)
    assert.ok(won?.ok && lost && !lost.ok)
    assert.deepEqual(lost.error.current, (won as { data: Queue }).data)
  })
})

describe('editing while a segment runs (R8)', () => {
  test('leaves it running, wherever it moves', async () => {
    const { live, segments } = await open()
    const { endsAt } = await live.send('timer:play', {})
    const { id } = segments[0] as Segment
    await live.send('queue:move', { id, index: 3 })
    await live.send('queue:remove', { id: (segments[1] as Segment).id })
    const { timer } = await live.send('room:sync', {})
    assert.deepEqual(
      [timer.status, timer.index, timer.segmentId, timer.endsAt],
      ['running', 2, id, endsAt],
    )
  })

  test('changes its length only for the next time', async () => {
    const { live, segments } = await open()
    const { endsAt } = await live.send('timer:play', {})
    await live.send('queue:update', { id: (segments[0] as Segment).id, durationSec: 60 })
    const { timer } = await live.send('room:sync', {})
    assert.deepEqual([timer.status, timer.endsAt, timer.plannedSec], ['running', endsAt, 1500])
    assert.equal((await live.send('timer:restart', {})).remainingMs, 60_000)
  })

  test('removing it ends its run, and the next starts idle', async () => {
    const { live, host, code, segments } = await open()
    await live.send('timer:play', {})
    await live.send('queue:remove', { id: (segments[0] as Segment).id })
    const timer = await live.next('room:state', (state) => state.status === 'idle')
    assert.deepEqual([timer.index, timer.segmentId], [0, (segments[1] as Segment).id])
    const { items } = await host.rest.get<{ items: { endReason: string }[] }>(
      `/api/rooms/${code}/history`,
    )
    assert.equal(items[0]?.endReason, 'replaced')
  })

  test('replacing everything leaves nothing running', async () => {
    const { live } = await open()
    await live.send('timer:play', {})
    const { version } = (await live.send('room:sync', {})).queue
    await live.send('queue:replace', { version, segments: [] })
    const { timer } = await live.send('room:sync', {})
    assert.deepEqual([timer.status, timer.segmentId], ['idle', null])
  })
})

describe('a segment that is wrong', () => {
  const good = { kind: 'focus', durationSec: 60 }
  const wrong: [what: string, field: RegExp, segment: unknown][] = [
    ...wrongDurations.map(([durationSec, why]): [string, RegExp, unknown] => [
      `a length that is ${why}`,
      /durationSec$/,
      { kind: 'focus', durationSec },
    ]),
    ['no kind', /kind$/, { durationSec: 60 }],
    ['an unknown kind', /kind$/, { ...good, kind: 'nap' }],
    ['a label too long', /label$/, { ...good, label: 'x'.repeat(101) }],
    ['a blank label', /label$/, { ...good, label: ' \u202e ' }],
    ['a label of the wrong type', /label$/, { ...good, label: 7 }],
    ['a wrong countsAsFocus', /countsAsFocus$/, { ...good, kind: 'custom', countsAsFocus: 'yes' }],
    ['nothing', /segment/, null],
    ['a list', /segment/, []],
  ]
  for (const [what, field, segment] of wrong) {
    test(`by ${what} is refused by add and by replace, and nothing changes (defect 8)`, async () => {
      const { live } = await open()
      const before = (await live.send('room:sync', {})).queue
      const added = await live.refused('queue:add', { segment })
      assert.equal(added.code, 'invalid')
      assert.match(added.field ?? '', field)
      const replaced = await live.refused('queue:replace', {
        version: before.version,
        segments: [good, segment],
      })
      assert.equal(replaced.code, 'invalid')
      assert.match(replaced.field ?? '', /^segments\[1\]/)
      assert.deepEqual((await live.send('room:sync', {})).queue, before)
    })
  }

  test('by an id of elsewhere or twice the same gets no foothold', async () => {
    const mine = await open()
    const theirs = await open()
    const { version } = (await mine.live.send('room:sync', {})).queue
    const [stranger] = theirs.segments as [Segment]
    const answer = await mine.live.ask('queue:replace', { version, segments: [kept(stranger)] })
    if (answer.ok) assert.notEqual((answer.data as Queue).segments[0]?.id, stranger.id)
    assert.deepEqual((await theirs.live.send('room:sync', {})).queue.segments, theirs.segments)
    const now = (await mine.live.send('room:sync', {})).queue
    const twin = now.segments[0] as Segment
    const twins = await mine.live.ask('queue:replace', {
      version: now.version,
      segments: [kept(twin), kept(twin)],
    })
    const { segments } = (await mine.live.send('room:sync', {})).queue
    assert.equal(new Set(segments.map((segment) => segment.id)).size, segments.length)
    if (!twins.ok) assert.equal(twins.error.code, 'invalid')
  })

  test('by an unknown id is not found', async () => {
    const { live } = await open()
    for (const id of ['1', '999999999999', 'x', '', '-1', '9'.repeat(60)]) {
      for (const [event, payload] of [
        ['queue:remove', { id }],
        ['queue:update', { id, label: 'x' }],
        ['queue:move', { id, index: 0 }],
      ] as const) {
        const error = await live.refused(event, payload)
        assert.ok(['not_found', 'invalid'].includes(error.code), `${event} ${id}: ${error.code}`)
      }
    }
    const error = await live.refused('queue:remove', { id: '999999999999' })
    assert.deepEqual([error.code, error.reason], ['not_found', 'unknown_segment'])
  })

  test('as the fifty-first is refused', async () => {
    const segment = { kind: 'focus', durationSec: 60 } as const
    const { live } = await world.room({ segments: Array(50).fill(segment) })
    const before = (await live.send('room:sync', {})).queue
    assert.equal((await live.refused('queue:add', { segment })).code, 'invalid')
    const all = { version: before.version, segments: Array(51).fill(segment) }
    assert.equal((await live.refused('queue:replace', all)).code, 'invalid')
    assert.deepEqual((await live.send('room:sync', {})).queue, before)
  })
})
