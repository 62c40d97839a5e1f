import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { PgBouncer } from '../lib/pgbouncer.ts'
import { PostgresCluster } from '../lib/postgres.ts'
import { temporaryDirectory } from '../lib/server.ts'

// The samples of deploy/postgres and deploy/pgbouncer as they are, on a real PostgreSQL.

const run = promisify(execFile)
const folder = temporaryDirectory()
after(() => folder.remove())
const cluster = await PostgresCluster.start()
after(() => cluster.stop())

/** A name other than the sample's, which the cluster has already. */
const login = { role: 'service', password: "it's 100% secret", database: 'service' }
const setup = join(folder.path, 'setup.sql')
const sample = resolve(import.meta.dirname, '../../deploy/postgres/setup.sql')
writeFileSync(setup, readFileSync(sample, 'utf8').replaceAll(/\bpomopomo\b/g, login.role))
const superuser = cluster.url().replace(/\/\/\w+@/, '//postgres@')
const strict = ['-X', '-q', '-v', 'ON_ERROR_STOP=1']
await run('psql', [...strict, '-v', `password=${login.password}`, '-f', setup, superuser])

const bouncer = await PgBouncer.start(cluster, login)
after(() => bouncer.stop())

const psql = async (url: string, ...statements: string[]): Promise<string> => {
  const commands = statements.flatMap((statement) => ['-c', statement])
  return (await run('psql', ['-X', '-q', '-A', '-t', ...commands, url])).stdout.trim()
}

test('knows the role by its stored password, and nobody else', async () => {
  assert.equal(await psql(bouncer.url, 'SELECT current_user'), login.role)
  const wrong = bouncer.url.replace(/:[^:@]*@/, ':wrong@')
  await assert.rejects(psql(wrong, 'SELECT 1'), /authentication failed/)
})

test("time-outs hold behind it too, because they are the role's", async () => {
  for (const [name, value] of [
    ['idle_in_transaction_session_timeout', '2s'],
    ['lock_timeout', '2s'],
    ['statement_timeout', '5s'],
  ]) {
    assert.equal(await psql(bouncer.url, `SHOW ${name}`), value)
  }
})

test("the database is the role's alone", async () => {
  await assert.rejects(
    psql(cluster.url(login.database), 'SELECT 1'),
    /permission denied for database/,
  )
  await psql(bouncer.url, 'CREATE TABLE mine (id bigint)', 'DROP TABLE mine')
})

test('many clients share few connections of PostgreSQL', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => psql(bouncer.url, 'SELECT pg_backend_pid()')),
  )
  assert.ok(new Set(answers).size <= 20, `${new Set(answers).size} connections`)
})
