/**
 * A PostgreSQL cluster of a test's own, to be stopped, killed, paused and looked into.
 *
 *     const postgres = await PostgresCluster.start()
 *     after(() => postgres.stop())
 *     const server = await Server.start({ flags: ['--database', await postgres.createDatabase()] })
 *
 * On a free port of 127.0.0.1, in a temporary directory. PostgreSQL refuses to run as root: then it runs as user postgres.
 */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { until } from './until.ts'

const run = promisify(execFile)
const startsWithin = 60_000

/** The role that tests and servers use: it may create databases, and is no superuser. */
const role = 'pomopomo'

/** Debian keeps PostgreSQL's own programs out of PATH, in a folder for each version. */
function postgresProgram(name: string): string {
  const versions = '/usr/lib/postgresql'
  const found = (existsSync(versions) ? readdirSync(versions) : [])
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(versions, version, 'bin', name))
    .find((path) => existsSync(path))
  if (!found) throw new Error(`${name} is missing: install the package postgresql-15`)
  return found
}

/** As whom the programs run. */
export function postgresUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => probe.once('listening', done))
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/** Creates an empty database beside the one that `url` names. Returns its URL. */
export function createDatabaseAt(url: string, name: string): string {
  execFileSync('psql', ['-X', '-q', '-c', `CREATE DATABASE ${name}`, url])
  return url.replace(/\/[^/]*$/, `/${name}`)
}

/** Processes of PostgreSQL come and go: one that has ended meanwhile needs no signal. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

export class PostgresCluster {
  private server: ChildProcess | undefined
  private log = ''
  private databases = 0

  private constructor(
    private readonly folder: string,
    private readonly who: { uid?: number; gid?: number },
    readonly port: number,
  ) {}

  /** `settings` are PostgreSQL's own, such as `{ fsync: 'on' }`. */
  static async start(settings: Record<string, string> = {}): Promise<PostgresCluster> {
    const who = postgresUser()
    const folder = mkdtempSync(join(tmpdir(), 'pomopomo-postgres-'))
    if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid)
    const cluster = new PostgresCluster(folder, who, await freePort())
    process.once('exit', () => cluster.remove())
    const initdb = ['-D', 'data', '-U', 'postgres', '--auth=trust', '--encoding=UTF8']
    await run(postgresProgram('initdb'), [...initdb, '--locale=C.UTF-8', '--no-sync'], {
      cwd: folder,
      ...who,
    })
    await cluster.launch({ fsync: 'off', full_page_writes: 'off', ...settings })
    await cluster.query(`CREATE ROLE ${role} LOGIN CREATEDB`)
    return cluster
  }

  url(database = 'postgres'): string {
    return `postgresql://${role}@127.0.0.1:${this.port}/${database}`
  }

  /** A new, empty database. Returns its URL. */
  async createDatabase(): Promise<string> {
    return createDatabaseAt(this.url(), `test_${++this.databases}`)
  }

  /** What psql prints for the statements, unaligned and without headings; as superuser. */
  async query(sql: string, database = 'postgres'): Promise<string> {
    const name = database.replace(/^.*\//, '')
    const where = ['-h', this.folder, '-p', String(this.port), '-U', 'postgres', '-d', name]
    const { stdout } = await run('psql', ['-X', '-q', '-A', '-t', ...where, '-c', sql])
    return stdout.trimEnd()
  }

  /** Stops it as an operator does, ending all connections, or as a crash does; and waits. For good unless `start` follows. */
  async stop(how: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const server = this.server
    if (!server || server.exitCode !== null) return
    this.resume() // else it could not end
    const ended = new Promise((done) => server.once('close', done))
    server.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT')
    await ended
  }

  /** Starts it again after `stop`, on the same port with the same data. */
  async start(): Promise<void> {
    await this.launch({})
  }

  /** Stops the clock of all its processes: connections stay open and nothing answers. */
  pause(): void {
    for (const pid of this.processes()) signal(pid, 'SIGSTOP')
  }

  resume(): void {
    for (const pid of this.processes().toReversed()) signal(pid, 'SIGCONT')
  }

  private settings: string[] = []

  private async launch(settings: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(settings)) this.settings.push(`-c${name}=${value}`)
    const place = ['-D', 'data', '-h', '127.0.0.1', '-p', String(this.port), '-k', this.folder]
    // Ends also when this process is killed and can end nothing any more.
    const withUs = ['--pdeathsig', 'QUIT', postgresProgram('postgres')]
    const server = spawn('setpriv', [...withUs, ...place, ...this.settings], {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...this.who,
    })
    for (const stream of [server.stdout, server.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.log += text))
    }
    this.server = server
    await until(() => this.answers(server), {
      within: startsWithin,
      what: () => `PostgreSQL to start; it said:\n${this.log}`,
    })
  }

  private async answers(server: ChildProcess): Promise<boolean> {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended at start:\n${this.log}`)
    return this.query('SELECT 1').then(
      () => true,
      () => false,
    )
  }

  /** The postmaster first: while it stands still it makes no new ones. */
  private processes(): number[] {
    const postmaster = this.server?.pid
    if (postmaster === undefined) throw new Error('PostgreSQL does not run')
    const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
    return [postmaster, ...children.trim().split(' ').filter(Boolean).map(Number)]
  }

  /** When the process ends, so it cannot await: pg_ctl waits until no process writes there any more. */
  private remove(): void {
    if (this.server && this.server.exitCode === null) {
      this.resume()
      const stop = ['stop', '-D', 'data', '-m', 'immediate', '-w']
      execFileSync(postgresProgram('pg_ctl'), stop, {
        cwd: this.folder,
        stdio: 'ignore',
        ...this.who,
      })
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 })
  }
}
