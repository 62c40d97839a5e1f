/**
 * A real server program for a test: on a free loopback port, with a data directory of its own.
 *
 * `POMOPOMO_BUILD` names the build folder (default `build/release`), so that the same tests run against
 * the sanitized programs. A server that ends with an error code, or whose output shows a sanitizer's
 * report, fails the test that stops it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { databaseFlags, dropDatabase, keepOnSqlite } from './store.ts'
import { patience, program, until } from './until.ts'

const root = resolve(import.meta.dirname, '../..')
export { patience, program }

/** For tests that need a server at another time: libfaketime and the sanitizers' own allocator do not go together. */
export const atAnotherTime = {
  skip: patience > 1 && 'libfaketime does not work with sanitizers; the release build runs this',
}

const secretKey = randomBytes(32).toString('base64')

export interface LogLine {
  event: string
  [field: string]: unknown
}

export interface ServerOptions {
  /** Default: a new temporary directory, removed by `stop`. */
  dataDir?: string
  /**
   * On SQLite, whatever the others run on; also for later servers on this data directory. For tests of the directory itself, and
   * of a clock set ahead: on PostgreSQL the time is PostgreSQL's.
   */
  onSqlite?: boolean
  /** More flags of `pomopomo serve`. */
  flags?: string[]
  /** Default: any free port of 127.0.0.1. */
  listen?: string
  /** Seconds by which the server's wall clock is ahead (libfaketime). */
  aheadSec?: number
  /** A command that runs the program in its own place, such as `prlimit --nofile=256`. */
  under?: string[]
  /** More environment variables. */
  env?: Record<string, string>
}

export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
}

export class Server {
  private constructor(
    readonly process: ChildProcess,
    readonly dataDir: string,
    private readonly ownsDataDir: boolean,
    readonly exited: Promise<Exit>,
  ) {}

  /** `http://127.0.0.1:PORT`, what it listens on. */
  url = ''
  output = ''

  static async start(options: ServerOptions = {}): Promise<Server> {
    const server = Server.launch(options)
    await until(() => server.listening() !== undefined || server.process.exitCode !== null, {
      what: () => `the server to listen; it said:\n${server.output}`,
    })
    const line = server.listening()
    if (!line) throw new Error(`the server ended at start:\n${server.output}`)
    server.url = String(line.url)
    await until(
      async () => (await fetch(`${server.url}/readyz`).catch(() => undefined))?.status === 200,
      { what: () => `/readyz; the server said:\n${server.output}` },
    )
    return server
  }

  /** Starts the program without waiting for anything; for starts that are to fail. */
  static launch(options: ServerOptions = {}): Server {
    const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'pomopomo-test-'))
    const flags = ['serve', '--listen', options.listen ?? '127.0.0.1:0', '--data-dir', dataDir]
    if (options.onSqlite) keepOnSqlite(dataDir)
    if (!options.flags?.includes('--database')) flags.push(...databaseFlags(dataDir))
    const [command = program, ...rest] = [...(options.under ?? []), program, ...flags]
    const child = spawn(command, [...rest, ...(options.flags ?? [])], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        POMOPOMO_NOT_READY_MS: '0', // no proxy looks at /readyz before a stop
        // Servers that share a database share their key.
        ...(flags.includes('--database') && { POMOPOMO_SECRET_KEY: secretKey }),
        ...otherTime(options.aheadSec ?? 0),
        ...options.env,
      },
    })
    const end = (): void => void child.kill('SIGKILL')
    process.once('exit', end)
    const exited = new Promise<Exit>((done, fail) => {
      child.once('error', fail)
      child.once('close', (code, signal) => {
        process.off('exit', end)
        done({ code, signal })
      })
    })
    const server = new Server(child, dataDir, options.dataDir === undefined, exited)
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (server.output += text))
    }
    return server
  }

  /** What the server logged so far, by event. */
  logged(event: string): LogLine[] {
    return this.output
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line) as LogLine)
      .filter((line) => line.event === event)
  }

  /** Asks it to stop and waits; throws unless it ends well. Keeps a data directory that was given. */
  async stop(): Promise<void> {
    const running = this.process.exitCode === null && this.process.signalCode === null
    if (running) this.process.kill('SIGTERM')
    const { code, signal } = await this.exited
    this.remove()
    if (running && code !== 0) {
      throw new Error(`the server ended with ${code ?? signal} after SIGTERM:\n${this.output}`)
    }
    this.checkSanitizers()
  }

  /** SIGKILL: nothing is said goodbye to. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL')
    await this.exited
    this.checkSanitizers()
  }

  /** Waits for it to end by itself. */
  async end(): Promise<Exit> {
    const exit = await this.exited
    this.remove()
    this.checkSanitizers()
    return exit
  }

  private listening(): LogLine | undefined {
    return this.logged('listening')[0]
  }

  private remove(): void {
    if (!this.ownsDataDir) return
    rmSync(this.dataDir, { recursive: true, force: true })
    dropDatabase(this.dataDir)
  }

  private checkSanitizers(): void {
    if (/ERROR: \w+Sanitizer|WARNING: ThreadSanitizer|runtime error:/.test(this.output)) {
      throw new Error(`a sanitizer reports:\n${this.output}`)
    }
  }
}

/** What makes a program believe in another wall clock. (The tool `faketime` would stand between us and its signals.) */
function otherTime(aheadSec: number): Record<string, string> {
  if (aheadSec === 0) return {}
  const library = readdirSync('/usr/lib')
    .map((folder) => `/usr/lib/${folder}/faketime/libfaketimeMT.so.1`)
    .find((path) => existsSync(path))
  if (!library) throw new Error('the package faketime is missing')
  return {
    LD_PRELOAD: library,
    FAKETIME: `${aheadSec > 0 ? '+' : ''}${aheadSec}s`,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    DONT_FAKE_MONOTONIC: '1',
  }
}

/** A directory for a server that starts more than once. */
export function temporaryDirectory(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'pomopomo-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
