/**
 * Which database the servers of the tests run on: SQLite, or with POMOPOMO_TEST_STORE=postgres or pgbouncer the
 * PostgreSQL of tools/with_postgres.py. There each data directory stands for a database, so that a server started again
 * finds what it left.
 */
import { execFileSync } from 'node:child_process'
import { createDatabaseAt } from './postgres.ts'

const databases = new Map<string, string>() // name, by data directory

function url(variable: string): string {
  const found = process.env[variable]
  if (!found) throw new Error(`${variable} is missing: start the tests with tools/with_postgres.py`)
  return found
}

/** The flags that bring a server with this data directory to its database. */
export function databaseFlags(dataDir: string): string[] {
  const store = process.env.POMOPOMO_TEST_STORE ?? 'sqlite'
  if (store === 'sqlite') return []
  let name = databases.get(dataDir)
  if (!name) {
    name = `test_${process.pid}_${databases.size}`
    createDatabaseAt(url('POMOPOMO_TEST_POSTGRES'), name)
    databases.set(dataDir, name)
  }
  return ['--database', url(`POMOPOMO_TEST_${store.toUpperCase()}`).replace(/[^/]*$/, name)]
}

/** What removing the data directory is for a file. */
export function dropDatabase(dataDir: string): void {
  const name = databases.get(dataDir)
  if (!name) return
  const drop = `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`
  execFileSync('psql', ['-X', '-q', '-c', drop, url('POMOPOMO_TEST_POSTGRES')], { stdio: 'ignore' })
}
