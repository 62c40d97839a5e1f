import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atAnotherTime, temporaryDirectory } from '../lib/server.ts'
import { dump, select } from '../lib/store.ts'
import { fourSegments, World } from '../lib/world.ts'

// What focus time will be settled from (F1 to F5, F11): who was there and what ran, from the first day, for guests too.
interface Attendance {
  person_id: string
  participant_id: string
  node: number
  epoch: number
  opened_at: number
  closed_at: number | null
}

const attendance = (dataDir: string) =>
  select<Attendance>(
    dataDir,
    `SELECT CAST(person_id AS TEXT) AS person_id, CAST(participant_id AS TEXT) AS participant_id,
            node, epoch, opened_at, closed_at
     FROM attendance ORDER BY opened_at, id`,
  )

test('each connection’s stay is recorded, open while it lasts', async () => {
  const world = await World.start({ flags: ['--presence-grace-ms', '300'] })
  const { dataDir } = world.server
  const before = Date.now()
  const { code, live, host } = await world.room()
  const bea = await world.guest('Bea')
  const one = await bea.enter(code)
  const two = await bea.enter(code)
  assert.deepEqual(
    attendance(dataDir).map((row) => [row.person_id, row.closed_at]),
    [
      [host.id, null],
      [bea.id, null],
      [bea.id, null],
    ],
  )
  await one.live.send('room:leave', {})
  two.live.close()
  await live.next('member:left')
  const rows = attendance(dataDir)
  assert.equal(rows.filter((row) => row.closed_at === null).length, 1)
  for (const row of rows) {
    assert.ok(row.opened_at >= before - 1000 && row.opened_at <= Date.now() + 1000)
    assert.ok(row.closed_at === null || row.closed_at >= row.opened_at)
    assert.ok(row.epoch > 0)
  }
  await world.close()
})

test(
  'the stays of a killed server end at its last sign of life, and its runs go on (F11)',
  atAnotherTime,
  async () => {
    const data = temporaryDirectory()
    const world = await World.start({ dataDir: data.path, onSqlite: true })
    const { live, code, host } = await world.room({ segments: fourSegments })
    await (await world.guest('Bea')).enter(code)
    await live.send('timer:play', {})
    await live.send('timer:pause', {})
    await live.send('timer:play', {})
    await world.server.kill()
    const killedAt = Date.now()
    await world.restart({ aheadSec: 600 })
    await host.enter(code)
    const rows = attendance(data.path)
    assert.equal(rows.length, 3)
    const [first, second, fresh] = rows as [Attendance, Attendance, Attendance]
    for (const row of [first, second]) {
      assert.ok(row.closed_at !== null, 'closed by the next server')
      assert.ok(row.closed_at >= row.opened_at && row.closed_at <= killedAt + 100)
    }
    assert.notEqual(fresh.epoch, first.epoch, 'another life of the node')
    assert.equal(fresh.closed_at, null)
    const runs = select<{ ended_at: number | null; intervals: number; open: number }>(
      data.path,
      `SELECT runs.ended_at, COUNT(*) AS intervals, SUM(run_intervals.ended_at IS NULL) AS open
     FROM runs JOIN run_intervals ON run_id = runs.id GROUP BY runs.id`,
    )
    assert.deepEqual(runs, [{ ended_at: null, intervals: 2, open: 1 }])
    await world.close()
    data.remove()
  },
)

test('no secret is stored: only its hash (defect 1)', async () => {
  const world = await World.start()
  const ana = await world.guest('Ana')
  const stored = dump(world.server.dataDir)
  assert.ok(stored.includes(ana.id), 'the guest is there')
  assert.ok(!stored.includes(ana.token))
  assert.ok(!stored.includes(Buffer.from(ana.token).toString('hex')))
  await world.close()
})
