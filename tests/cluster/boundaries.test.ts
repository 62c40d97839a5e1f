import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Timer } from '../../api/events.ts'
import { Nodes } from '../lib/nodes.ts'
import { patience } from '../lib/server.ts'

// R4 with three processes that all may end a segment. The second one's wall clock is an hour ahead, the third one's an
// hour behind (REL8): only the database's time counts.
// All rooms are entered at once, by more connections than one address may open in a second.
const flags = ['--limit', 'socket_openings=1000/s']
const clocks = patience > 1 ? [{}, {}, {}] : [{}, { aheadSec: 3600 }, { aheadSec: -3600 }]
const nodes = await Nodes.start(
  3,
  clocks.map((clock) => ({ ...clock, flags })),
)
const rooms = patience > 1 ? 10 : 40
const rounds = patience > 1 ? 4 : 25

interface Run {
  room_id: string
  started_at: number
  ended_at: number | null
  end_reason: number | null
}

describe('boundaries', () => {
  test(`each of ${rooms * rounds} short segments ends once, on time, told to all in order`, async () => {
    const segments = Array.from({ length: 50 }, () => ({ kind: 'focus' as const, durationSec: 60 }))
    const opened = await Promise.all(
      Array.from({ length: rooms }, async () => {
        const host = await nodes.at(0).guest()
        const { code } = await nodes.at(0).room({ segments }, host)
        const tabs = await Promise.all([0, 1, 2].map((index) => nodes.enter(host, code, index)))
        const lives = tabs.map((tab) => tab.live)
        await lives[0]?.send('timer:play', {})
        return { id: tabs[0]?.snapshot.room.id ?? '', lives }
      }),
    )
    for (let round = 0; round < rounds; ++round) {
      await Promise.all(
        opened.map(async ({ lives }) => {
          // Each process has written to the room since its end was set, so each wakes for it.
          let timer: Timer | undefined
          for (const live of lives) {
            timer = await live.send('timer:adjust', { deltaSec: timer ? 0 : -1800 })
          }
          const endsAt = Number(timer?.endsAt)
          for (const live of lives) {
            const next = await live.next('room:state', (state) => state.index === round + 1)
            assert.equal(next.startedAt, endsAt, 'with its scheduled time')
          }
        }),
      )
    }
    for (const { lives } of opened) {
      for (const live of lives) {
        const told = live.seen('room:state')
        const indices = told.map((state) => state.index)
        assert.deepEqual(
          indices,
          indices.toSorted((a, b) => a - b),
        )
        const versions = told.map((state) => state.version)
        assert.deepEqual(
          versions,
          [...new Set(versions)].toSorted((a, b) => a - b),
          'once each',
        )
      }
    }
    const runs = await nodes.rows<Run>(
      'SELECT room_id::text, started_at, ended_at, end_reason FROM runs ORDER BY room_id, started_at',
    )
    for (const { id } of opened) {
      const own = runs.filter((run) => run.room_id === id)
      assert.equal(own.length, rounds + 1)
      for (const [i, run] of own.slice(0, -1).entries())
        assert.equal(own[i + 1]?.started_at, run.ended_at, 'the next begins where it ended')
      assert.equal(own.filter((run) => run.ended_at !== null).length, rounds)
    }
  })
})
