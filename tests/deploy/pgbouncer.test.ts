import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { PgBouncer } from '../lib/pgbouncer.ts'
import { PostgresCluster } from '../lib/postgres.ts'

// The sample of deploy/pgbouncer as it is, before a real PostgreSQL.

const cluster = await PostgresCluster.start()
after(() => cluster.stop())
const database = await cluster.createDatabase()
const bouncer = await PgBouncer.start(cluster, database)
after(() => bouncer.stop())

const psql = async (url: string, ...statements: string[]) => {
  const commands = statements.flatMap((statement) => ['-c', statement])
  return (await promisify(execFile)('psql', ['-X', '-q', '-A', '-t', ...commands, url])).stdout
}

test('knows the role by its stored password, and nobody else', async () => {
  assert.equal((await psql(bouncer.url, 'SELECT 1 + 1')).trim(), '2')
  const wrong = bouncer.url.replace(/:[^:@]*@/, ':wrong@')
  await assert.rejects(psql(wrong, 'SELECT 1'), /authentication failed/)
})

test('many clients share few connections of PostgreSQL', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => psql(bouncer.url, 'SELECT pg_backend_pid()')),
  )
  assert.ok(new Set(answers).size <= 20, `${new Set(answers).size} connections`)
})
