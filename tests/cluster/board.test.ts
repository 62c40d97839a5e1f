import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { BoardElement } from '../../api/events.ts'
import type { Live } from '../lib/live.ts'
import { Nodes } from '../lib/nodes.ts'
import { dice } from '../lib/replica.ts'
import { until } from '../lib/until.ts'

// Five editors of one whiteboard on two processes that share PostgreSQL: all end with the same board.
// BOARD_SECONDS=300 SEED=7 for longer and other runs.
const nodes = await Nodes.start(2)
const seconds = Number(process.env.BOARD_SECONDS ?? 4)
const seed = Number(process.env.SEED ?? 20_241_122)

type Board = Map<string, BoardElement>

/** The rule of Excalidraw, as a page has it. */
function merge(board: Board, elements: BoardElement[]): void {
  for (const element of elements) {
    const known = board.get(element.id)
    const wins =
      !known ||
      element.version > known.version ||
      (element.version === known.version && element.versionNonce < known.versionNonce)
    if (wins) board.set(element.id, element)
  }
}

function sorted(board: Board): BoardElement[] {
  return [...board.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

interface Editor {
  live: Live
  board: Board
  scene: () => Promise<BoardElement[]>
}

test('five editors on two processes end with the same board, and so does SQL', async () => {
  const { code, room, host } = await nodes.at(0).room()
  const boardId = room.id
  const editors: Editor[] = []
  for (let i = 0; i < 5; ++i) {
    const person = i === 0 ? host : await nodes.at(i % 2).guest(`Editor ${i}`)
    const { live } = await nodes.enter(person, code, i % 2)
    const board: Board = new Map()
    live.socket.on('board:updated', (change) => merge(board, change.elements))
    await live.send('board:open', { boardId })
    // Through the other process than the socket's: as behind a balancer.
    const url = `${nodes.server((i + 1) % 2).url}/api/rooms/${code}/board`
    const scene = async () => {
      const answer = await fetch(url, { headers: { authorization: `Bearer ${person.token}` } })
      return ((await answer.json()) as { elements: BoardElement[] }).elements
    }
    merge(board, await scene())
    editors.push({ live, board, scene })
  }

  const draw = async ({ live, board }: Editor, index: number): Promise<void> => {
    const roll = dice(seed + index)
    const end = performance.now() + seconds * 1000
    while (performance.now() < end) {
      const id = `e${roll(40)}`
      const version = (board.get(id)?.version ?? 0) + 1
      const nonce = roll(3)
      const element: BoardElement = {
        id,
        version,
        versionNonce: nonce * 5 + index, // nobody else's
        isDeleted: roll(5) === 0,
        x: roll(1000) / 8,
        by: index,
      }
      merge(board, [element])
      await live.send('board:update', { boardId, elements: [element] })
      await pause(25)
    }
  }
  await Promise.all(editors.map(draw))

  const [first, ...others] = editors
  assert.ok(first && first.board.size > 20)
  await until(
    () => others.every(({ board }) => isDeepStrictEqual(sorted(board), sorted(first.board))),
    {
      what: () => 'all editors to have the same board',
    },
  )
  for (const { scene } of editors)
    assert.deepEqual(sorted(new Map((await scene()).map((e) => [e.id, e]))), sorted(first.board))
  await writtenAs(boardId, first.board)
})

test('drawing goes on while the database is away; nothing is lost, nothing comes twice', async () => {
  const { code, room, host } = await nodes.at(0).room()
  const boardId = room.id
  const wanted: Board = new Map()
  const editors: Live[] = []
  for (const [name, index] of [
    ['', 0],
    ['Bea', 0],
    ['Cal', 1],
  ] as const) {
    const person = name ? await nodes.at(index).guest(name) : host
    const { live } = await nodes.enter(person, code, index)
    await live.send('board:open', { boardId })
    editors.push(live)
  }
  const [ana, bea, cal] = editors as [Live, Live, Live]
  const draw = async (live: Live, round: number): Promise<void> => {
    const by = editors.indexOf(live)
    // A new one, and the same one again and again.
    const elements = [`own-${by}-${round}`, `own-${by}`].map((id) => ({
      id,
      version: (wanted.get(id)?.version ?? 0) + 1,
      versionNonce: by,
      isDeleted: false,
    }))
    await live.send('board:update', { boardId, elements })
    merge(wanted, elements)
  }
  const missed = (live: Live): string[] => {
    const known: Board = new Map()
    for (const { elements } of live.seen('board:updated')) merge(known, elements)
    const others = sorted(wanted).filter(
      ({ versionNonce }) => versionNonce !== editors.indexOf(live),
    )
    return others.filter((e) => known.get(e.id)?.version !== e.version).map(({ id }) => id)
  }

  for (const live of [ana, cal]) await draw(live, 0)
  await until(() => editors.every((live) => missed(live).length === 0), {
    what: () => `everybody to know what was drawn; missing: ${editors.map(missed).join('; ')}`,
  })
  await nodes.postgres.stop('immediate') // as a crash: what runs is cut off
  for (let round = 1; round <= 20; ++round) {
    await Promise.all([draw(ana, round), draw(cal, round)])
    await bea.next('board:updated', ({ elements }) => elements[0]?.id === `own-0-${round}`)
    await pause(50) // long enough for several tries to write
  }
  await nodes.postgres.start()

  await writtenAs(boardId, wanted)
  await until(() => editors.every((live) => missed(live).length === 0), {
    what: () => `everybody to know what was drawn; missing: ${editors.map(missed).join('; ')}`,
  })
  for (const live of editors) {
    const told = live
      .seen('board:updated')
      .flatMap(({ elements }) => elements.map((e) => `${e.id} ${e.version}`))
    assert.deepEqual(
      told.filter((one, at) => told.indexOf(one) !== at),
      [],
      'told twice',
    )
  }
})

/** Waits until SQL holds exactly this. */
async function writtenAs(boardId: string, board: Board): Promise<void> {
  await until(
    async () => {
      const rows = await nodes.rows<{
        id: string
        version: number
        nonce: number
        deleted: number
      }>(
        `SELECT element_id AS id, version, version_nonce AS nonce, is_deleted AS deleted
         FROM board_elements WHERE board_id = ${boardId} ORDER BY element_id COLLATE "C"`,
      )
      return isDeepStrictEqual(
        rows.map((row) => [row.id, row.version, row.nonce, row.deleted === 1]),
        sorted(board).map((e) => [e.id, e.version, e.versionNonce, e.isDeleted]),
      )
    },
    { what: () => 'SQL to have the same board' },
  )
}
