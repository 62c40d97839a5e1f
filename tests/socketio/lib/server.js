// Starts the conformance server on a free port. Every test file has its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const build = process.env.POMOPOMO_BUILD ?? 'build/release'
// Sanitizers take memory.
export const sanitized = /debug|tsan/.test(build)
export const program =
  process.env.SOCKETIO_CONFORMANCE ??
  fileURLToPath(new URL(`../../../${build}/socketio_conformance`, import.meta.url))

// Options as on the command line, e.g. { pingInterval: 300, rawEcho: true }.
export async function startServer(options = {}) {
  const args = ['--port', '0']
  for (const [name, value] of Object.entries(options)) {
    args.push('--' + name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase()))
    if (value !== true) args.push(String(value))
  }
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const log = []
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line))
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const port = Number(line)
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    pid: child.pid,
    log,
    openFiles: () => readdirSync(`/proc/${child.pid}/fd`).length,
    // Resident memory, in bytes.
    memory() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) * 1024
    },
    // Ends the server as an operator does; it must end cleanly.
    async stop() {
      child.kill('SIGTERM')
      const [code, signal] = await once(child, 'exit')
      if (code !== 0) throw new Error(`server ended with ${code ?? signal}:\n${log.join('\n')}`)
    },
  }
}
