import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { patience, Server, temporaryDirectory } from '../../lib/server.ts'
import { until } from '../../lib/until.ts'
import { CrowdedRoom, guests } from '../lib/crowded-room.ts'
import { dice, seed } from '../lib/dice.ts'
import { integrity, query } from '../lib/sql.ts'

// REL1: a server that is killed at random moments while people work, again and again.
const isSmall = patience > 1 || process.env.POMOPOMO_TEST_STORE !== undefined
const rounds = Number(process.env.ROUNDS ?? (isSmall ? 4 : 8))
const rooms = Number(process.env.ROOMS ?? 40)
const peopleInARoom = 5
const writesPerSecond = 500

test('a server killed under load has lost nothing, made nothing up and done nothing twice (REL1)', async (t) => {
  t.diagnostic(`SEED=${seed}`)
  const roll = dice(seed)
  const data = temporaryDirectory()
  const options = { dataDir: data.path, flags: ['--rate-limits', 'off'] }
  let server = await Server.start(options)
  after(() => server.kill()) // when it failed
  const people = await guests(server.url, rooms * peopleInARoom)
  const crowd = await Promise.all(
    Array.from({ length: rooms }, (_, at) =>
      CrowdedRoom.create(server.url, people.slice(at * peopleInARoom, (at + 1) * peopleInARoom)),
    ),
  )

  let listening = 0
  let back = 0
  for (let round = 0; round < rounds; ++round) {
    const entering = crowd.map((room) => room.enter(server.url))
    // Now and then while people come in, else while they work.
    if (round % 4 !== 3) await Promise.all(entering)
    const working = Promise.allSettled(
      crowd.map(async (room, at) => {
        await entering[at]
        await room.work(writesPerSecond / rooms, roll)
      }),
    )
    await pause(round % 4 === 3 ? roll(300) : 600 + roll(1500)) // that moment is the experiment
    await server.kill()
    await working
    for (const room of crowd) room.leave()

    const started = performance.now()
    server = await Server.start(options)
    listening = Math.max(listening, performance.now() - started)
    await Promise.all(crowd.map((room) => room.enter(server.url)))
    back = Math.max(back, performance.now() - started)
    for (const room of crowd) room.check()
    for (const room of crowd) room.leave()
  }

  const done = crowd.reduce((sum, room) => sum + room.done, 0)
  t.diagnostic(
    `${done} acknowledged writes in ${rounds} rounds; at worst ${listening | 0} ms until it`,
  )
  t.diagnostic(`listened again and ${back | 0} ms until all ${people.length} people were back`)
  assert.ok(done > 20 * rounds, `only ${done} writes: that was no load`)
  assert.ok(back < 15_000 * patience, `everybody is back only after ${back} ms`)
  // What dead servers left open is closed at the latest when their leases have ended.
  const open = 'SELECT id FROM attendance WHERE closed_at IS NULL'
  await until(() => query(data.path, open).length === 0, {
    what: () => `everybody to have left; ${query(data.path, open).length} have not`,
  })
  await server.stop()
  checkStored(data.path, crowd)
  data.remove()
})

/** What is stored says the same as what people were told. */
function checkStored(dataDir: string, crowd: CrowdedRoom[]): void {
  if (existsSync(join(dataDir, 'pomopomo.db'))) assert.equal(integrity(dataDir), 'ok')
  const visits = new Map(
    query<{ guest: string; visits: number }>(
      dataDir,
      'SELECT CAST(person_id AS TEXT) AS guest, count(*) AS visits FROM attendance GROUP BY person_id',
    ).map((row) => [row.guest, row.visits]),
  )
  for (const [guest, { acked, unknown }] of crowd.flatMap((room) => [...room.joins])) {
    const found = visits.get(guest) ?? 0
    assert.ok(found >= acked, `lost: ${guest} joined ${acked} times, ${found} are stored`)
    assert.ok(found <= acked + unknown, `phantom: ${guest} joined ${acked} times, not ${found}`)
  }
  const nothing = (what: string, sql: string): void => {
    assert.deepEqual(query(dataDir, sql), [], what)
  }
  nothing(
    'nobody leaves before he comes',
    'SELECT id FROM attendance WHERE closed_at IS NULL OR closed_at < opened_at',
  )
  nothing(
    'a room has at most one run that has not ended, and it is the timer’s',
    `SELECT room_id FROM runs r WHERE ended_at IS NULL
     AND id IS DISTINCT FROM (SELECT run_id FROM rooms WHERE id = r.room_id)`,
  )
  nothing(
    'the timer’s run is there',
    'SELECT id FROM rooms WHERE run_id IS NOT NULL AND run_id NOT IN (SELECT id FROM runs)',
  )
  nothing(
    'no two intervals of a room run at the same time',
    `WITH ran AS (
       SELECT r.room_id, i.run_id, i.started_at, i.ended_at,
         lag(i.ended_at, 1, 0) OVER (PARTITION BY r.room_id ORDER BY i.started_at, i.run_id, i.ordinal) AS before
       FROM run_intervals i JOIN runs r ON r.id = i.run_id)
     SELECT * FROM ran WHERE before IS NULL OR before > started_at OR started_at > ended_at`,
  )
  nothing(
    'an interval lies within its run',
    `SELECT i.* FROM run_intervals i JOIN runs r ON r.id = i.run_id
     WHERE i.started_at < r.started_at OR coalesce(i.ended_at, 1e18) > coalesce(r.ended_at, 1e18)`,
  )
}
