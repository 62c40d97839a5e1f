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
        sorted(first.board).map((e) => [e.id, e.version, e.versionNonce, e.isDeleted]),
      )
    },
    { what: () => 'SQL to have the same board' },
  )
})
