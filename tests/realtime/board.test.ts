import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { BoardElement } from '../../api/events.ts'
import { temporaryDirectory } from '../lib/server.ts'
import { until } from '../lib/until.ts'
import { type Person, World } from '../lib/world.ts'

// The shared whiteboard of a room: merging, telling, keeping, clearing (PRODUCT.md 1.9, defect 14).
const world = await World.start({
  flags: ['--limit', 'guest_creation=10000/h,board_kib=10000/s'],
})

interface Scene {
  boardId: string
  sequence: number
  elements: BoardElement[]
}

function rectangle(id: string, version = 1, more: Record<string, unknown> = {}): BoardElement {
  return { id, version, versionNonce: 7, isDeleted: false, type: 'rectangle', x: 1.5, ...more }
}

async function sceneOf(person: Person, code: string): Promise<Scene> {
  return person.rest.get<Scene>(`/api/rooms/${code}/board`)
}

/** A host and a guest in a room, both with the board open. */
async function studio() {
  const { live: ana, host, code, room } = await world.room()
  const person = await world.guest('Bea')
  const { live: bea, snapshot } = await person.enter(code)
  const boardId = room.id
  assert.equal(snapshot.board.boardId, boardId)
  await ana.send('board:open', { boardId })
  await bea.send('board:open', { boardId })
  return { ana, host, bea, person, code, boardId, me: snapshot.me }
}

describe('drawing together', () => {
  test('a change reaches the others, not its sender, and is in the scene', async () => {
    const { ana, bea, person, code, boardId } = await studio()
    const drawn = rectangle('r1', 1, { points: [[0.1, -3e-7]], text: 'é \u0000 "quoted"' })
    const { sequence } = await ana.send('board:update', { boardId, elements: [drawn] })
    assert.deepEqual(await bea.next('board:updated'), { boardId, sequence, elements: [drawn] })
    assert.deepEqual(ana.seen('board:updated'), [])
    const scene = await sceneOf(person, code)
    assert.deepEqual(scene, { boardId, sequence, elements: [drawn] })
  })

  test('the higher version wins, then the lower nonce; what loses is told to nobody', async () => {
    const { ana, bea, person, code, boardId } = await studio()
    await ana.send('board:update', { boardId, elements: [rectangle('r', 5)] })
    await bea.next('board:updated')
    const losers = [rectangle('r', 4), { ...rectangle('r', 5), versionNonce: 8 }]
    for (const loser of losers) await ana.send('board:update', { boardId, elements: [loser] })
    const winner = { ...rectangle('r', 5), versionNonce: 6 }
    await ana.send('board:update', { boardId, elements: [winner] })
    assert.deepEqual((await bea.next('board:updated')).elements, [winner])
    assert.deepEqual((await sceneOf(person, code)).elements, [winner])
  })

  test('who opened and then read the scene misses nothing of what is drawn meanwhile', async () => {
    const { ana, person, code, boardId } = await studio()
    const late = (await person.enter(code)).live
    const drawing = Array.from({ length: 60 }, (_, i) =>
      ana.send('board:update', { boardId, elements: [rectangle(`e${i}`)] }),
    )
    await late.send('board:open', { boardId })
    const { elements } = await sceneOf(person, code)
    await Promise.all(drawing)
    const known = new Set(elements.map(({ id }) => id))
    await until(
      () => {
        for (const change of late.seen('board:updated'))
          for (const { id } of change.elements) known.add(id)
        return known.size === 60
      },
      { what: () => `60 elements, not ${known.size}` },
    )
  })

  test('a closed board is silent, and a pointer is told with the server’s member id', async () => {
    const { ana, bea, boardId, me } = await studio()
    await bea.send('board:pointer', { boardId, x: 3, y: -4.5 })
    assert.deepEqual(await ana.next('board:pointer'), { boardId, memberId: me.id, x: 3, y: -4.5 })
    await bea.send('board:close', { boardId })
    await ana.send('board:update', { boardId, elements: [rectangle('unseen')] })
    await bea.send('board:open', { boardId })
    await ana.send('board:update', { boardId, elements: [rectangle('seen')] })
    assert.equal((await bea.next('board:updated')).elements[0]?.id, 'seen')
  })
})

describe('whose board it is', () => {
  test('a locked board takes changes from the host alone, at once', async () => {
    const { ana, bea, boardId } = await studio()
    await bea.send('board:update', { boardId, elements: [rectangle('before')] })
    await ana.send('room:update', { boardLocked: true })
    assert.equal((await bea.next('room:updated')).boardLocked, true)
    const error = await bea.refused('board:update', { boardId, elements: [rectangle('after')] })
    assert.deepEqual([error.code, error.reason], ['forbidden', 'board_locked'])
    await ana.send('board:update', { boardId, elements: [rectangle('mine')] })
    await ana.send('room:update', { boardLocked: false })
    await bea.send('board:update', { boardId, elements: [rectangle('after')] })
  })

  test('a board of another room is none, and its scene is for who is in that room', async () => {
    const { bea, person } = await studio()
    const other = await world.room()
    for (const event of ['board:open', 'board:update', 'board:pointer', 'board:clear'] as const) {
      const error = await bea.refused(event, { boardId: other.room.id, elements: [], x: 1, y: 1 })
      assert.deepEqual([error.code, error.reason], ['not_found', 'unknown_board'], event)
    }
    assert.equal((await person.rest.refused('GET', `/api/rooms/${other.code}/board`)).status, 403)
    assert.equal(
      (await world.stranger.refused('GET', `/api/rooms/${other.code}/board`)).status,
      401,
    )
  })

  test('who is kicked neither draws nor hears any more', async () => {
    const { ana, bea, person, code, boardId, me } = await studio()
    await ana.send('member:kick', { memberId: me.id })
    await bea.next('room:closed')
    const error = await bea.refused('board:update', { boardId, elements: [rectangle('x')] })
    assert.equal(error.reason, 'not_in_room')
    await ana.send('board:update', { boardId, elements: [rectangle('secret')] })
    await ana.send('room:sync', {})
    assert.deepEqual(bea.seen('board:updated'), [])
    assert.equal((await person.rest.refused('GET', `/api/rooms/${code}/board`)).status, 403)
  })
})

describe('clearing', () => {
  test('takes everything, and gives back exactly that but what changed since', async () => {
    const { ana, bea, person, code, boardId } = await studio()
    const all = ['a', 'b', 'c'].map((id) => rectangle(id))
    await bea.send('board:update', { boardId, elements: all })
    await bea.send('board:update', {
      boardId,
      elements: [rectangle('gone', 1, { isDeleted: true })],
    })
    await ana.send('board:clear', { boardId })
    const cleared = await bea.next('board:updated', ({ elements }) => elements.length === 3)
    assert.ok(
      cleared.elements.every((e) => e.isDeleted && e.version === 2 && e.type === 'rectangle'),
    )
    await bea.send('board:update', { boardId, elements: [rectangle('b', 9, { x: 5 })] })
    await ana.send('board:restore', { boardId })
    const { elements } = await sceneOf(person, code)
    const live = elements.filter((e) => !e.isDeleted).map((e) => [e.id, e.version, e.x])
    assert.deepEqual(live.toSorted(), [
      ['a', 3, 1.5],
      ['b', 9, 5],
      ['c', 3, 1.5],
    ])
    const again = await ana.refused('board:restore', { boardId })
    assert.deepEqual([again.code, again.reason], ['conflict', 'nothing_to_restore'])
  })

  test('a large board tells to read it again instead of sending all of it, both ways', async () => {
    const { ana, bea, person, code, boardId } = await studio()
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    for (const id of ids) {
      const elements = [rectangle(id, 1, { text: 'x'.repeat(50_000) })]
      await ana.send('board:update', { boardId, elements })
      assert.deepEqual((await bea.next('board:updated')).elements, elements)
    }
    for (const [event, isDeleted] of [
      ['board:clear', true],
      ['board:restore', false],
    ] as const) {
      const { sequence } = await ana.send(event, { boardId })
      const told = { boardId, sequence, reload: true, elements: [] }
      assert.deepEqual(await bea.next('board:updated'), told)
      const { elements } = await sceneOf(person, code)
      assert.deepEqual(
        elements.map((element) => [element.id, element.isDeleted]).toSorted(),
        ids.map((id) => [id, isDeleted]),
      )
    }
  })
})

describe('what is refused', () => {
  const bad: [string, unknown, string][] = [
    ['no list', { a: 1 }, 'elements'],
    ['no object', [1], 'elements[0]'],
    ['an id with a quote', [rectangle('a"b')], 'elements[0].id'],
    ['an id too long', [rectangle('x'.repeat(65))], 'elements[0].id'],
    ['a negative version', [rectangle('a', -1)], 'elements[0].version'],
    ['a version that jumps', [rectangle('a', 100_001)], 'elements[0].version'],
    ['no nonce', [{ id: 'a', version: 1, isDeleted: false }], 'elements[0].versionNonce'],
    ['an element twice', [rectangle('a'), rectangle('a', 2)], 'elements[1].id'],
    ['a number as index', [rectangle('a', 1, { index: 1 })], 'elements[0].index'],
  ]
  for (const [name, elements, field] of bad) {
    test(`${name}, and nothing of the update stands`, async () => {
      const { ana, host, code, boardId } = await studio()
      const error = await ana.refused('board:update', { boardId, elements })
      assert.deepEqual([error.code, error.field], ['invalid', field])
      assert.deepEqual((await sceneOf(host, code)).elements, [])
    })
  }

  test('more elements than a board holds', async () => {
    const { ana, host, code, boardId } = await studio()
    for (let i = 0; i < 10; ++i) {
      const elements = Array.from({ length: 500 }, (_, j) => ({
        id: `${i}-${j}`,
        version: 1,
        versionNonce: 1,
        isDeleted: false,
      }))
      await ana.send('board:update', { boardId, elements })
    }
    const error = await ana.refused('board:update', { boardId, elements: [rectangle('more')] })
    assert.deepEqual([error.code, error.reason], ['full', 'board_full'])
    await ana.send('board:update', {
      boardId,
      elements: [rectangle('0-0', 2, { isDeleted: true })],
    })
    await ana.send('board:update', { boardId, elements: [rectangle('more')] })
    assert.equal((await sceneOf(host, code)).elements.length, 5001)
  })
})

describe('what lasts', () => {
  test('a board survives a stop entirely, and a crash but for two seconds', async (context) => {
    const data = temporaryDirectory()
    context.after(data.remove)
    const lasting = await World.start({ dataDir: data.path })
    const { live, host, code, room } = await lasting.room()
    const boardId = room.id
    await live.send('board:update', { boardId, elements: [rectangle('stopped')] })
    await lasting.server.stop()
    await lasting.restart()
    const again = await host.enter(code)
    assert.deepEqual((await sceneOf(host, code)).elements, [rectangle('stopped')])

    await again.live.send('board:update', { boardId, elements: [rectangle('crashed')] })
    await pause(2000) // what the server promises
    await lasting.server.kill()
    await lasting.restart()
    await host.enter(code)
    const kept = (await sceneOf(host, code)).elements.map(({ id }) => id)
    assert.deepEqual(kept.toSorted(), ['crashed', 'stopped'])
  })
})
