/**
 * Which database the servers of the tests run on: SQLite, or with POMOPOMO_TEST_STORE=postgres or pgbouncer the
 * PostgreSQL of tools/with_postgres.py. There each data directory stands for a database, so that a server started again
 * finds what it left.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { createDatabaseAt } from './postgres.ts'

const databases = new Map<string, string>() // name, by data directory
const onSqlite = new Set<string>() // data directories

function url(variable: string): string {
  const found = process.env[variable]
  if (!found) throw new Error(`${variable} is missing: start the tests with tools/with_postgres.py`)
  return found
}

function urlOf(name: string, store = 'postgres'): string {
  return url(`POMOPOMO_TEST_${store.toUpperCase()}`).replace(/[^/]*$/, name)
}

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8' })
}

/** This data directory stays one whatever the others stand for. */
export function keepOnSqlite(dataDir: string): void {
  onSqlite.add(dataDir)
}

/** The flags that bring a server with this data directory to its database. */
export function databaseFlags(dataDir: string): string[] {
  const store = process.env.POMOPOMO_TEST_STORE ?? 'sqlite'
  if (store === 'sqlite' || onSqlite.has(dataDir)) return []
  let name = databases.get(dataDir)
  if (!name) {
    name = `test_${process.pid}_${databases.size}`
    createDatabaseAt(url('POMOPOMO_TEST_POSTGRES'), name)
    databases.set(dataDir, name)
  }
  return ['--database', urlOf(name, store)]
}

/** Rows of a query in the database of a data directory, as JSON has them, whether a server runs on it or not. */
export function select<Row>(dataDir: string, sql: string): Row[] {
  const name = databases.get(dataDir)
  const list = `SELECT coalesce(json_agg(row_to_json(q)), '[]') FROM (${sql}) AS q`
  const text = name
    ? run('psql', '-X', '-q', '-A', '-t', '-c', list, urlOf(name))
    : run('sqlite3', '-readonly', '-json', join(dataDir, 'pomopomo.db'), sql)
  return text.trim() === '' ? [] : (JSON.parse(text) as Row[])
}

/** All that is stored, as SQL. */
export function dump(dataDir: string): string {
  const name = databases.get(dataDir)
  return name
    ? run('pg_dump', '--data-only', urlOf(name))
    : run('sqlite3', '-readonly', join(dataDir, 'pomopomo.db'), '.dump')
}

/** What removing the data directory is for a file. */
export function dropDatabase(dataDir: string): void {
  const name = databases.get(dataDir)
  if (!name) return
  const drop = `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`
  execFileSync('psql', ['-X', '-q', '-c', drop, url('POMOPOMO_TEST_POSTGRES')], { stdio: 'ignore' })
}
