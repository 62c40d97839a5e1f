import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Server, temporaryDirectory } from '../../lib/server.ts'
import { until } from '../../lib/until.ts'

/** A system call as it was seen: numbers are places in the order of what happened. */
export interface SystemCall {
  name: string
  /** Its arguments and what it returned, as text; files by their names. */
  text: string
  began: number
  ended: number
}

/** strace on a running server: it sees each system call of these names, and can make some fail. */
export class Strace {
  private constructor(
    private readonly process: ChildProcess,
    private readonly directory: { path: string; remove: () => void },
  ) {}

  /** `inject` as strace has it: `fdatasync:error=EIO:when=5`, counted in each thread. */
  static async attach(server: Server, names: string[], inject?: string): Promise<Strace> {
    const directory = temporaryDirectory()
    const flags = ['-f', '-y', '-s', '8192', '-o', join(directory.path, 'calls')]
    flags.push('-e', `trace=${names.join()}`)
    if (inject !== undefined) flags.push('-e', `inject=${inject}`)
    const child = spawn('strace', [...flags, '-p', String(server.process.pid)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    await until(() => / attached\b/.test(said), {
      what: () => `strace; it said: ${said}`,
    })
    return new Strace(child, directory)
  }

  /** Lets the server go. Returns: what was seen. */
  async detach(): Promise<SystemCall[]> {
    const ended = new Promise((done) => this.process.once('close', done))
    this.process.kill('SIGINT')
    await ended
    const text = readFileSync(join(this.directory.path, 'calls'), 'utf8')
    this.directory.remove()
    return parse(text)
  }
}

/** A call that another thread interrupts in the log stands on two lines: as unfinished, then as resumed. */
function parse(log: string): SystemCall[] {
  const calls: SystemCall[] = []
  const unfinished = new Map<string, SystemCall>()
  for (const [at, line] of log.split('\n').entries()) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    const begun = /^(\w+)\((.*)$/.exec(rest)
    if (resumed) {
      const call = unfinished.get(thread)
      if (!call) continue // it began before strace came
      call.text += resumed[1]
      call.ended = at
    } else if (begun) {
      const call = { name: begun[1] as string, text: begun[2] as string, began: at, ended: at }
      calls.push(call)
      if (call.text.endsWith('<unfinished ...>')) {
        call.ended = Infinity
        unfinished.set(thread, call)
      }
    }
  }
  return calls
}
