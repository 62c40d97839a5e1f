import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Segment, Snapshot, Task } from '../../api/events.ts'
import type { Live } from '../lib/live.ts'
import { dice } from '../lib/replica.ts'
import { fourSegments, World } from '../lib/world.ts'

// PRODUCT 1.7, defects 15 and 17: what people plan for a segment, for all to see or for themselves.
const world = await World.start()
const seed = Number(process.env.SEED ?? 20_261_122)

async function open() {
  const { live: host, host: ana, code, segments } = await world.room({ segments: fourSegments })
  const bea = await world.guest('Bea')
  const { live: guest, snapshot } = await bea.enter(code)
  const [first, second] = segments as [Segment, Segment]
  return { host, ana, guest, bea, code, first: first.id, second: second.id, snapshot }
}

const plain = ({ segmentId, visibility, text, done }: Task) => ({
  segmentId,
  visibility,
  text,
  done,
})
const tasksOf = async (live: Live) => (await live.send('room:sync', {})).tasks.map(plain)
/** Whatever was on its way to `live` has come once this is answered. */
const heardAll = (live: Live) => live.send('clock:ping', {})

describe('a public task', () => {
  test('is set by the host and told to the room', async () => {
    const { host, guest, first } = await open()
    const set = { segmentId: first, visibility: 'public', text: '  Read\n chapter 4 ' } as const
    const task = await host.send('task:set', set)
    assert.deepEqual(plain(task), { ...set, text: 'Read chapter 4', done: false })
    assert.deepEqual(await guest.next('task:updated'), task)
    assert.deepEqual(await tasksOf(guest), [plain(task)])
  })

  test('is not set or finished by a guest', async () => {
    const { host, guest, first } = await open()
    await host.send('task:set', { segmentId: first, visibility: 'public', text: 'Ours' })
    const before = await tasksOf(host)
    for (const [event, payload] of [
      ['task:set', { segmentId: first, visibility: 'public', text: 'Mine' }],
      ['task:done', { segmentId: first, visibility: 'public', done: true }],
    ] as const) {
      const error = await guest.refused(event, payload)
      assert.deepEqual([error.code, error.reason], ['forbidden', 'not_host'])
    }
    assert.deepEqual(await tasksOf(host), before)
  })
})

describe('a task', () => {
  for (const visibility of ['public', 'private'] as const) {
    test(`that is ${visibility} can be edited, done, undone and cleared`, async () => {
      const { host, first } = await open()
      const at = { segmentId: first, visibility }
      await host.send('task:set', { ...at, text: 'Draft' })
      assert.equal((await host.send('task:done', { ...at, done: true })).done, true)
      const edited = await host.send('task:set', { ...at, text: 'Draft two' })
      assert.deepEqual([edited.text, edited.done], ['Draft two', true], 'an edit keeps the tick')
      assert.equal((await host.send('task:done', { ...at, done: false })).done, false)
      await host.send('task:done', { ...at, done: true })
      const cleared = await host.send('task:set', { ...at, text: ' ' })
      assert.deepEqual([cleared.text, cleared.done], ['', false])
      assert.deepEqual(await tasksOf(host), [])
      const told = host.seen('task:updated')
      assert.deepEqual(told.at(-1), cleared, 'the owner hears of it too')
      const error = await host.refused('task:done', { ...at, done: true })
      assert.deepEqual([error.code, error.reason], ['not_found', 'unknown_task'])
    })
  }

  test('set again as it is changes and tells nothing', async () => {
    const { host, guest, first } = await open()
    const set = { segmentId: first, visibility: 'public', text: 'Once' } as const
    const task = await host.send('task:set', set)
    assert.deepEqual(await host.send('task:set', set), task)
    const done = await host.send('task:done', { ...set, done: false })
    assert.deepEqual(done, task)
    await host.send('task:set', { ...set, segmentId: first, visibility: 'private', text: '' })
    await heardAll(guest)
    assert.equal(guest.seen('task:updated').length, 1)
  })

  test('needs a segment of this very queue (defect 15)', async () => {
    const { host, first } = await open()
    const elsewhere = await open()
    await host.send('queue:remove', { id: first })
    for (const segmentId of [elsewhere.first, first, '1', '9007199254740993']) {
      for (const [event, payload] of [
        ['task:set', { segmentId, visibility: 'private', text: 'x' }],
        ['task:done', { segmentId, done: true }],
      ] as const) {
        const error = await host.refused(event, payload)
        assert.deepEqual([error.code, error.reason], ['not_found', 'unknown_segment'], segmentId)
      }
    }
  })

  test('has 500 characters at most, after trim', async () => {
    const { host, first } = await open()
    const at = { segmentId: first, visibility: 'private' } as const
    const text = '🍅'.repeat(500)
    assert.equal((await host.send('task:set', { ...at, text: ` ${text} ` })).text, text)
    const error = await host.refused('task:set', { ...at, text: `${text}x` })
    assert.deepEqual([error.code, error.field], ['invalid', 'text'])
    for (const [field, value] of [
      ['visibility', 'secret'],
      ['visibility', undefined],
      ['text', undefined],
      ['text', 7],
      ['segmentId', Number(first)],
    ] as const) {
      const refused = await host.refused('task:set', { ...at, text: 'x', [field]: value })
      assert.deepEqual([refused.code, refused.field], ['invalid', field], String(value))
    }
    for (const [field, value] of [
      ['done', 'yes'],
      ['done', undefined],
      ['visibility', 'all'],
    ] as const) {
      const refused = await host.refused('task:done', {
        segmentId: first,
        done: true,
        [field]: value,
      })
      assert.deepEqual([refused.code, refused.field], ['invalid', field], String(value))
    }
  })
})

describe('a private task', () => {
  test('reaches its owner and nobody else, whatever the others do (IN7)', async () => {
    const { host, ana, guest, bea, code, first } = await open()
    const cem = await world.guest('Cem')
    const { live: third } = await cem.enter(code)
    const second = await bea.enter(code)
    const canary = `canary-${Math.random().toString(36).slice(2)}`
    world.watch.learn(canary, bea.token)

    const at = { segmentId: first, visibility: 'private' } as const
    await guest.send('task:set', { ...at, text: canary })
    assert.equal((await second.live.next('task:updated')).text, canary, 'her other tab')
    await guest.send('task:done', { segmentId: first, done: true })
    assert.equal((await second.live.next('task:updated')).done, true)

    // The others do all that could show it, and have tasks of their own at the same place.
    await host.send('task:set', { ...at, text: "Ana's" })
    await third.send('task:set', { ...at, text: "Cem's" })
    await host.send('task:set', { ...at, visibility: 'public', text: 'Everybody' })
    await third.send('proposal:submit', {
      type: 'public_task',
      payload: { segmentId: first, text: 'Hm' },
    })
    await host.send('queue:move', { id: first, index: 2 })
    await host.send('timer:play', {})
    const late = await (await world.guest('Dan')).enter(code)
    const back = await ana.enter(code)
    for (const person of [ana, cem]) {
      await person.rest.get(`/api/rooms/${code}`)
      await person.rest.get(`/api/rooms/${code}/history`)
      await person.rest.get('/api/rooms?open=1')
    }
    assert.deepEqual(
      late.snapshot.tasks.map((task) => task.text),
      ['Everybody'],
    )
    assert.deepEqual(back.snapshot.tasks.map((task) => task.text).toSorted(), [
      "Ana's",
      'Everybody',
    ])
    for (const live of [host, third, late.live]) await heardAll(live)
    assert.deepEqual(
      third.seen('task:updated').map((task) => task.text),
      ["Cem's", 'Everybody'],
    )
    const mine = (await bea.enter(code)).snapshot.tasks.find(
      (task) => task.visibility === 'private',
    )
    assert.deepEqual([mine?.text, mine?.done], [canary, true], 'and is there when she comes back')
    world.watch.check()
  })

  test('is told to nobody else, and the watch would see it (IN7)', async () => {
    const { bea } = await open()
    world.watch.learn('a very private thing', bea.token)
    world.watch.saw('"a very private thing"', 'this test', bea.token)
    world.watch.check()
    world.watch.saw('"a very private thing"', 'this test', 'another token')
    assert.throws(() => world.watch.check(), /a very private thing/)
    world.watch.learn('a very private thing', undefined)
  })

  test('survives a queue edit that keeps its segment, and goes with it (R8, defect 17)', async () => {
    const { host, guest, first, second } = await open()
    for (const segmentId of [first, second])
      await guest.send('task:set', { segmentId, visibility: 'private', text: `For ${segmentId}` })
    await guest.send('task:done', { segmentId: second, done: true })
    await host.send('task:set', { segmentId: second, visibility: 'public', text: 'All' })
    const { queue } = await host.send('room:sync', {})
    const kept = queue.segments.filter(({ id }) => id !== first).toReversed()
    await host.send('queue:replace', { version: queue.version, segments: kept })
    await host.send('queue:update', { id: second, label: 'Renamed', durationSec: 120 })
    assert.deepEqual(await tasksOf(guest), [
      { segmentId: second, visibility: 'public', text: 'All', done: false },
      { segmentId: second, visibility: 'private', text: `For ${second}`, done: true },
    ])
  })
})

test('tasks outlive the process', async () => {
  const { host, guest, bea, code, first } = await open()
  await host.send('task:set', { segmentId: first, visibility: 'public', text: 'All' })
  await guest.send('task:set', { segmentId: first, visibility: 'private', text: 'Mine' })
  const before = await tasksOf(guest)
  await world.server.kill()
  await world.restart()
  const { snapshot } = await bea.enter(code)
  assert.deepEqual(snapshot.tasks.map(plain), before)
})

test('events and a fresh snapshot tell each member the same (REL20)', async (t) => {
  t.diagnostic(`SEED=${seed}`)
  const roll = dice(seed)
  const { host, guest } = await open()
  const tabs = [host, guest]
  const copies = await Promise.all(
    tabs.map(async (live) => (await live.send('room:sync', {})) as Snapshot),
  )
  for (let step = 0; step < 60; ++step) {
    const live = tabs[roll(2)] ?? host
    const { segments } = (await host.send('room:sync', {})).queue
    const segmentId = segments[roll(segments.length)]?.id ?? '1'
    const visibility = roll(2) === 0 ? ('public' as const) : ('private' as const)
    const actions = [
      () => live.ask('task:set', { segmentId, visibility, text: `Text ${roll(3)}` }),
      () => live.ask('task:set', { segmentId, visibility, text: '' }),
      () => live.ask('task:done', { segmentId, visibility, done: roll(2) === 0 }),
      () => live.ask('queue:move', { id: segmentId, index: roll(4) }),
      () => live.ask('queue:remove', { id: roll(8) === 0 ? segmentId : '1' }),
    ]
    await actions[roll(actions.length)]?.()
  }
  const key = ({ segmentId, visibility }: Task) => `${segmentId} ${visibility}`
  for (const [i, live] of tabs.entries()) {
    await heardAll(live)
    const held = new Map((copies[i]?.tasks ?? []).map((task) => [key(task), task]))
    for (const task of live.seen('task:updated')) held.set(key(task), task)
    const fresh = await live.send('room:sync', {})
    const still = fresh.queue.segments.map(({ id }) => id)
    const kept = [...held.values()].filter(
      (task) => task.text !== '' && still.includes(task.segmentId),
    )
    const sorted = (tasks: Task[]) => tasks.toSorted((a, b) => key(a).localeCompare(key(b)))
    assert.deepEqual(sorted(kept), sorted(fresh.tasks))
  }
})
