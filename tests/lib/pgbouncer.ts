import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort, type PostgresCluster, postgresUser } from './postgres.ts'
import { until } from './until.ts'

const sample = resolve(import.meta.dirname, '../../deploy/pgbouncer/pgbouncer.ini')

export interface Login {
  role: string
  password: string
  database: string
}

/** A real PgBouncer with `deploy/pgbouncer/pgbouncer.ini` before a cluster; only addresses and files differ. */
export class PgBouncer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    /** Of the database behind it, with the role and its password. */
    readonly url: string,
    private readonly exited: Promise<void>,
  ) {}

  /** Serves the database of `login` to its role, as the cluster knows it. */
  static async start(cluster: PostgresCluster, login: Login): Promise<PgBouncer> {
    const { role, password, database: name } = login
    const hash = await cluster.query(`SELECT rolpassword FROM pg_authid WHERE rolname = '${role}'`)
    const folder = mkdtempSync(join(tmpdir(), 'pomopomo-pgbouncer-'))
    const port = await freePort()
    writeFileSync(join(folder, 'userlist.txt'), `"${role}" "${hash}"\n`)
    writeFileSync(join(folder, 'pgbouncer.ini'), adapted({ port, to: cluster.port, name, folder }))
    const who = postgresUser()
    if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid)

    const child = spawn('/usr/sbin/pgbouncer', ['pgbouncer.ini'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...who,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    }
    const end = (): void => void child.kill('SIGTERM')
    process.once('exit', end)
    const exited = new Promise<void>((done, fail) => {
      child.once('error', fail)
      child.once('close', () => {
        process.off('exit', end)
        done()
      })
    })
    await until(async () => (await accepts(port)) || child.exitCode !== null, {
      what: () => `PgBouncer to listen; it said:\n${output}`,
    })
    if (child.exitCode !== null) throw new Error(`PgBouncer does not start:\n${output}`)
    const url = `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`
    return new PgBouncer(child, folder, url, exited)
  }

  async stop(): Promise<void> {
    this.process.kill('SIGTERM')
    await this.exited
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => done(true)).once('error', () => done(false))
    socket.once('connect', () => socket.destroy())
  })
}

function adapted(site: { port: number; to: number; name: string; folder: string }): string {
  const target = `host=127.0.0.1 port=${site.to} dbname=${site.name}`
  const changes: [RegExp, string][] = [
    [/^pomopomo = .*$/m, `${site.name} = ${target}`],
    [/^listen_port = .*$/m, `listen_port = ${site.port}`],
    [/^unix_socket_dir = .*$/m, 'unix_socket_dir ='],
    [/^auth_file = .*$/m, `auth_file = ${site.folder}/userlist.txt`],
  ]
  return changes.reduce(
    (text, [line, replacement]) => {
      if (text.search(line) < 0) throw new Error(`${sample} has no line ${line}`)
      return text.replace(line, () => replacement)
    },
    readFileSync(sample, 'utf8'),
  )
}
