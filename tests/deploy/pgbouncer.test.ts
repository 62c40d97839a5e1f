import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { guestFrom } from '../lib/from.ts'
import { Live } from '../lib/live.ts'
import { PgBouncer } from '../lib/pgbouncer.ts'
import { PostgresCluster } from '../lib/postgres.ts'
import { Rest } from '../lib/rest.ts'
import { program, Server, temporaryDirectory } from '../lib/server.ts'
import { Watch } from '../lib/watch.ts'

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

test('it is what the program itself asks for', () => {
  const printed = execFileSync(program, [
    'migrate',
    '--print-setup',
    '--database',
    bouncer.url,
  ]).toString()
  const settings = [...printed.matchAll(/(\w+_timeout)\W+'?(\d+\w*)/g)]
  assert.equal(settings.length, 3, printed)
  const script = readFileSync(setup, 'utf8')
  for (const [, name, value] of settings) assert.ok(script.includes(`${name} = '${value}'`), name)
})

test('two nodes serve one room through it', async () => {
  const flags = ['--database', bouncer.url]
  const nodes = [await Server.start({ flags }), await Server.start({ flags })]
  for (const node of nodes) after(() => node.stop())
  const watch = new Watch()
  const rests = nodes.map((node) => new Rest(() => node.url, watch))
  const tokens = await Promise.all(nodes.map((node) => guestFrom(node.url)))
  const headers = { authorization: `Bearer ${tokens[0]}` }
  const { room } = await rests[0]!.post<{ room: { code: string } }>(
    '/api/rooms',
    { template: 'classic' },
    { headers },
  )
  const [host, guest] = await Promise.all(
    nodes.map((node, i) => Live.connect(node.url, watch, { token: tokens[i] })),
  )
  after(() => host?.close())
  after(() => guest?.close())
  await host!.join(room.code)
  await guest!.join(room.code)
  await host!.next('member:joined')
  await host!.send('timer:play', {})
  const timer = await guest!.next('room:state', ({ status }) => status === 'running')
  assert.equal(timer.index, 0)
  watch.check()
})
