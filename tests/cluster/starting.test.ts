import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, describe, test } from 'node:test'
import { freePort, PostgresCluster } from '../lib/postgres.ts'
import { program, Server } from '../lib/server.ts'

// What whoever hosts it sees of PostgreSQL before anybody is served.
const postgres = await PostgresCluster.start()
after(() => postgres.stop())

const run = (...args: string[]) => spawnSync(program, args, { encoding: 'utf8' })

describe('the program and its PostgreSQL', () => {
  test('makes the schema, its partitions and the time-outs of its role', async () => {
    const url = await postgres.createDatabase()
    for (let i = 0; i < 2; ++i) assert.equal(run('migrate', '--database', url).status, 0)
    const days = await postgres.query(
      "SELECT count(*) FROM pg_inherits WHERE inhparent = 'attendance'::regclass",
      url,
    )
    assert.ok(Number(days) > 14, `${days} partitions of attendance`)
    const settings = await postgres.query(
      "SELECT array_to_string(rolconfig, ' ') FROM pg_roles WHERE rolname = 'pomopomo'",
    )
    for (const name of ['idle_in_transaction_session_timeout', 'lock_timeout', 'statement_timeout'])
      assert.match(settings, new RegExp(`${name}=`))
  })

  test('prints what a role needs that somebody else sets up', () => {
    const { status, stdout } = run('migrate', '--print-setup')
    assert.equal(status, 0)
    assert.equal(stdout.match(/^ALTER ROLE CURRENT_USER SET \w+ = '\d+s';$/gm)?.length, 3)
  })

  test('may be started many at once on an empty database', async () => {
    const database = await postgres.createDatabase()
    const servers = await Promise.all(
      Array.from({ length: 4 }, () => Server.start({ flags: ['--database', database] })),
    )
    const numbers = servers.flatMap((server) =>
      server.logged('node_leased').map((line) => line.number),
    )
    assert.deepEqual(numbers.toSorted(), [0, 1, 2, 3])
    await Promise.all(servers.map((server) => server.stop()))
  })

  test('ends with code 3 and a reason when PostgreSQL is absent or refuses', async () => {
    const absent = `postgresql://nobody@127.0.0.1:${await freePort()}/nothing`
    const refused = postgres.url('no_such_database')
    for (const [url, reason] of [
      [absent, /refused/i],
      [refused, /does not exist/],
    ] as const) {
      const server = Server.launch({ flags: ['--database', url] })
      const { code } = await server.end()
      assert.equal(code, 3)
      const [line] = server.logged('storage_unusable')
      assert.match(String(line?.error), reason)
    }
  })

  test('names a wrong setting, and leaves backups to pg_dump', () => {
    const wrong = run('serve', '--database', 'mysql://localhost/x')
    assert.equal(wrong.status, 2)
    assert.match(wrong.stderr, /--database.*postgresql:/)
    const backup = run('backup', '/tmp/never', '--database', postgres.url())
    assert.equal(backup.status, 3)
    assert.match(backup.stderr + backup.stdout, /pg_dump/)
  })

  test('keeps its password out of the log (LG2)', async () => {
    const url = (await postgres.createDatabase()).replace('@', ':canary-password@')
    const server = await Server.start({ flags: ['--database', url] })
    await server.stop()
    assert.doesNotMatch(server.output, /canary-password/)
  })
})
