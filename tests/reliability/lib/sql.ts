import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** Rows of the SQLite database in a data directory, whether a server runs on it or not. */
export function query<Row>(dataDir: string, sql: string): Row[] {
  const file = join(dataDir, 'pomopomo.db')
  const text = execFileSync('sqlite3', ['-readonly', '-json', file, sql], { encoding: 'utf8' })
  return text === '' ? [] : (JSON.parse(text) as Row[])
}

/** What SQLite itself finds wrong with the file: nothing. */
export function integrity(dataDir: string): string {
  return query<{ integrity_check: string }>(dataDir, 'PRAGMA integrity_check')
    .map((row) => row.integrity_check)
    .join('\n')
}
