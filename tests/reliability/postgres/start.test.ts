import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { after, describe, test } from 'node:test'
import { freePort, PostgresCluster } from '../../lib/postgres.ts'
import { patience, program, Server } from '../../lib/server.ts'
import { until } from '../../lib/until.ts'

// Starts on a PostgreSQL that is not there, comes late, or sees the program killed while it migrates.
describe('a PostgreSQL that does not answer', () => {
  test('ends the start with exit code 3 after some tries, and is named', async () => {
    const address = `127.0.0.1:${await freePort()}`
    const url = `postgresql://pomopomo:do-not-log@${address}/pomopomo`
    const server = Server.launch({ flags: ['--database', url] })
    const started = performance.now()
    assert.deepEqual(await server.end(), { code: 3, signal: null }, server.output)
    const took = performance.now() - started
    assert.ok(took > 5_000 && took < 30_000 * patience, `it tried for ${took} ms`)
    assert.ok(server.output.includes(address), server.output)
    assert.ok(!server.output.includes('do-not-log'), 'a password was logged')
  })

  test('is waited for', async () => {
    const postgres = await PostgresCluster.start()
    after(() => postgres.stop())
    const url = await postgres.createDatabase()
    await postgres.stop()
    const starting = Server.start({ flags: ['--database', url] })
    await postgres.start()
    await (await starting).stop()
  })
})

describe('a migration of PostgreSQL that is killed (REL15)', () => {
  test('leaves a step done or not begun', async () => {
    const postgres = await PostgresCluster.start()
    after(() => postgres.stop())
    const schemaOf = (url: string): Promise<string> =>
      postgres.query(
        `SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
         WHERE table_schema = 'public' ORDER BY 1, 2`,
        url,
      )
    const migrate = (url: string): { status: number | null; stderr: string } =>
      spawnSync(program, ['migrate', '--database', url], { encoding: 'utf8' })
    const whole = await postgres.createDatabase()
    assert.equal(migrate(whole).status, 0)
    const finished = await schemaOf(whole)
    let kills = 0
    for (let at = 1; ; at += 1 + (at >> 1)) {
      const url = await postgres.createDatabase()
      const strace = ['-f', '-o', '/dev/null', '-e', 'trace=sendto']
      const inject = ['-e', `inject=sendto:signal=KILL:when=${at}`]
      const killed = spawn(
        'strace',
        [...strace, ...inject, program, 'migrate', '--database', url],
        {
          stdio: 'ignore',
        },
      )
      const [, signal] = (await once(killed, 'close')) as [number | null, string | null]
      await until(
        async () => {
          const others = await postgres.query(
            `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
            url,
          )
          return others === '0'
        },
        { what: () => 'PostgreSQL to notice that nobody is there' },
      )
      const again = migrate(url)
      assert.equal(again.status, 0, `killed at message ${at}: ${again.stderr}`)
      assert.equal(await schemaOf(url), finished, `killed at message ${at}`)
      if (signal === null) break
      ++kills
    }
    assert.ok(kills > 1, `it was killed ${kills} times`)
  })
})
