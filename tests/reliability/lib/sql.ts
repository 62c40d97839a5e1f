import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { databaseFlags } from '../../lib/store.ts'

/** Rows of the database that servers with this data directory use, whether one runs or not. */
export function query<Row>(dataDir: string, sql: string): Row[] {
  const [, url] = databaseFlags(dataDir)
  const text = url
    ? run('psql', ['-X', '-q', '-A', '-t', '-c', `SELECT json_agg(found) FROM (${sql}) found`, url])
    : run('sqlite3', ['-readonly', '-json', join(dataDir, 'pomopomo.db'), sql])
  return text === '' ? [] : (JSON.parse(text) as Row[])
}

/** What SQLite itself finds wrong with the file: nothing. */
export function integrity(dataDir: string): string {
  const check = ['-readonly', join(dataDir, 'pomopomo.db'), 'PRAGMA integrity_check']
  return run('sqlite3', check)
}

function run(program: string, args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8' }).trim()
}
