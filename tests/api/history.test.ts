import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fourSegments, World } from '../lib/world.ts'

const world = await World.start()

interface Run {
  label: string
  segmentId: string
  plannedSec: number
  startedAt: number
  endedAt: number | null
  endReason: string | null
  runningSec: number
  intervals: { startedAt: number; endedAt: number | null }[]
}
interface Page {
  items: Run[]
  nextCursor: string | null
}

describe('the history of a room', () => {
  test('tells what ran, when, and for how long in fact, newest first', async () => {
    const { host, live, code, segments } = await world.room({ segments: fourSegments })
    const started = await live.send('timer:play', {})
    await live.send('timer:pause', {})
    const resumed = await live.send('timer:play', {})
    await live.send('timer:skip', {})
    await live.send('timer:play', { index: 3 })
    const { items, nextCursor } = await host.rest.get<Page>(`/api/rooms/${code}/history`)
    assert.equal(nextCursor, null)
    assert.deepEqual(
      items.map((run) => [run.label, run.endReason]),
      [
        ['Long rest', null],
        ['Rest', 'jumped'],
        ['One', 'skipped'],
      ],
    )
    const [open, , first] = items as [Run, Run, Run]
    assert.equal(open.endedAt, null)
    assert.equal(open.intervals.at(-1)?.endedAt, null)
    assert.equal(first.segmentId, segments[0]?.id)
    assert.equal(first.plannedSec, 1500)
    assert.equal(first.startedAt, started.startedAt)
    assert.equal(first.intervals.length, 2, 'the pause splits it')
    assert.equal(first.intervals[0]?.startedAt, started.startedAt)
    const again = first.intervals[1]?.startedAt as number
    assert.ok(again >= (first.intervals[0]?.endedAt as number))
    assert.ok(Math.abs(again + resumed.remainingMs - (resumed.endsAt as number)) < 1000)
    assert.equal(first.endedAt, first.intervals[1]?.endedAt)
  })

  test('is open to everybody who ever joined, and to no one else', async () => {
    const { code } = await world.room({ segments: fourSegments })
    const visitor = await world.guest('Bea')
    const path = `/api/rooms/${code}/history`
    const early = await visitor.rest.refused('GET', path)
    assert.deepEqual([early.status, early.reason], [403, 'not_member'])
    assert.equal((await world.stranger.refused('GET', path)).status, 401)
    const { live } = await visitor.enter(code)
    await live.send('room:leave', {})
    assert.deepEqual((await visitor.rest.get<Page>(path)).items, [])
    const nowhere = await visitor.rest.refused('GET', '/api/rooms/pomo-ZZZZZZ/history')
    assert.deepEqual([nowhere.status, nowhere.reason], [404, 'unknown_room'])
  })

  test('comes in pages that miss and repeat nothing', async () => {
    const { host, live, code } = await world.room({ segments: fourSegments })
    for (let i = 0; i < 7; ++i) await live.send('timer:play', { index: i % 4 })
    const starts: number[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page: Page = await host.rest.get(`/api/rooms/${code}/history?limit=3${query}`)
      starts.push(...page.items.map((run) => run.startedAt))
      cursor = page.nextCursor
    } while (cursor !== null)
    assert.equal(starts.length, 7)
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => b - a),
    )
  })
})
