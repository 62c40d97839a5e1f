import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, test } from 'node:test'
import type { Room, Snapshot, Timer } from '../../../api/events.ts'
import { atAnotherTime, program, temporaryDirectory } from '../../lib/server.ts'
import { World } from '../../lib/world.ts'
import { LightClient } from '../lib/light-client.ts'
import { integrity, query } from '../lib/sql.ts'

// REL15: a data directory of an older program.
const root = resolve(import.meta.dirname, '../../..')
const dump = readFileSync(join(import.meta.dirname, 'fixtures/schema-0001.sql'), 'utf8')
const migrations = readdirSync(join(root, 'server/migrations/sqlite')).sort()

/** What the fixture holds. */
const madeAt = 1_795_375_596_566
const code = 'pomo-TCY8VZ'
const tokens = {
  ana: 'qETdd-HkcFiOfnh2r7EcX7oiOcaPnJ9JDdHPFdqP5tk',
  bo: 'ot0FBYIAn2rkHqSuDBdwADSRT1lQK8dof6HYKPI878g',
}

function oldDataDirectory(): { path: string; remove: () => void } {
  const directory = temporaryDirectory()
  execFileSync('sqlite3', [join(directory.path, 'pomopomo.db')], { input: dump })
  return directory
}

function schemaOf(dataDir: string): unknown {
  return query(dataDir, 'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name')
}

/** What later schemas call columns of the first one. */
const renamed: Record<string, string> = { guest_id: 'person_id' }

/** The rows of the tables that the first schema had. */
function rowsOf(dataDir: string): unknown {
  const tables = ['guests', 'rooms', 'segments', 'participants', 'runs', 'run_intervals']
  return tables.map((table) => {
    const definition = /\(([^;]*)\) STRICT/s.exec(
      new RegExp(`CREATE TABLE ${table} [^;]*;`, 's').exec(dump)?.[0] ?? '',
    )?.[1]
    const names = [...(definition ?? '').matchAll(/^\s+([a-z_]+) +[A-Z]+/gm)].map(
      ([, name]) => name,
    )
    assert.ok(names.length > 2, `columns of ${table}`)
    const present = query<{ name: string }>(dataDir, `PRAGMA table_info(${table})`)
    const columns = names.map((name = '') =>
      present.some((column) => column.name === name) ? name : `${renamed[name]} AS ${name}`,
    )
    return query(dataDir, `SELECT ${columns.join()} FROM ${table}`)
  })
}

function migrate(dataDir: string, under: string[] = []): { status: number | null; stderr: string } {
  const [command = program, ...rest] = [...under, program, 'migrate', '--data-dir', dataDir]
  return spawnSync(command, rest, { encoding: 'utf8' })
}

describe('a data directory of the first schema (REL15)', () => {
  test('is brought to the present one, and nobody notices', atAnotherTime, async () => {
    const directory = oldDataDirectory()
    const aheadSec = Math.round((madeAt + 10_000 - Date.now()) / 1000)
    const world = await World.start({ dataDir: directory.path, aheadSec })
    const migrated = world.server.logged('schema_migrated').map(({ number }) => number)
    assert.deepEqual(
      migrated,
      migrations.slice(1).map((name) => Number(name.slice(0, 4))),
    )
    const overview = await world.stranger.get<{ room: Room; timer: Timer }>(`/api/rooms/${code}`)
    assert.deepEqual([overview.room.name, overview.room.theme], ['Study hall', 'forest'])
    assert.deepEqual(
      [
        overview.timer.status,
        overview.timer.index,
        overview.timer.startedAt,
        overview.timer.endsAt,
      ],
      ['running', 1, 1_795_375_596_432, 1_795_376_016_432],
    )

    const enter = async (token: string): Promise<[LightClient, Snapshot]> => {
      const client = await LightClient.connect(world.server.url, { token })
      return [client, await client.join(code)]
    }
    const [bo, ofBo] = await enter(tokens.bo)
    const [ana, ofAna] = await enter(tokens.ana)
    assert.deepEqual([ofBo.me.displayName, ofBo.me.role], ['Bo', 'guest'])
    assert.deepEqual([ofAna.me.displayName, ofAna.me.role], ['Ana', 'host'])
    assert.deepEqual(
      ofAna.queue.segments.map(({ kind, label, durationSec }) => [kind, label, durationSec]),
      [
        ['focus', 'Reading', 1500],
        ['break', 'Tea', 300],
        ['custom', 'Notes', 600],
      ],
    )
    assert.ok((await ana.ask('timer:skip', {})).ok, 'the host goes on where she was')
    const headers = { authorization: `Bearer ${tokens.ana}` }
    const { items } = await world.stranger.get<{
      items: { label: string; intervals: unknown[]; endReason: string | null }[]
    }>(`/api/rooms/${code}/history`, { headers })
    assert.deepEqual(
      items.map(({ label, intervals, endReason }) => [label, intervals.length, endReason]),
      [
        ['Notes', 1, null],
        ['Tea', 1, 'skipped'],
        ['Reading', 2, 'skipped'],
      ],
    )
    ana.cut()
    bo.cut()
    await world.close()
    assert.equal(integrity(directory.path), 'ok')
    directory.remove()
  })

  const beginnings = {
    'of the first schema': oldDataDirectory,
    'that is empty': temporaryDirectory,
  }
  for (const [what, begin] of Object.entries(beginnings)) {
    test(`killed while it migrates one ${what}, it leaves a step done or not begun`, () => {
      const whole = begin()
      const before = what === 'that is empty' ? undefined : rowsOf(whole.path)
      assert.equal(migrate(whole.path).status, 0)
      const finished = schemaOf(whole.path)
      let kills = 0
      for (let at = 1; ; at += 1 + (at >> 2)) {
        const directory = begin()
        const inject = `pwrite64,fdatasync:signal=KILL:when=${at}`
        const strace = ['strace', '-f', '-o', '/dev/null', '-e', 'trace=pwrite64,fdatasync']
        const killed = migrate(directory.path, [...strace, '-e', `inject=${inject}`]).status !== 0
        const again = migrate(directory.path)
        assert.equal(again.status, 0, `killed at write ${at}: ${again.stderr}`)
        assert.deepEqual(schemaOf(directory.path), finished, `killed at write ${at}`)
        if (before) assert.deepEqual(rowsOf(directory.path), before, `killed at write ${at}`)
        assert.equal(integrity(directory.path), 'ok')
        directory.remove()
        if (!killed) break
        ++kills
      }
      if (!before || migrations.length > 1) assert.ok(kills > 1, 'it was killed now and then')
      whole.remove()
    })
  }
})
