import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from './postgres.ts'
import { until } from './until.ts'

const sample = resolve(import.meta.dirname, '../../deploy/nginx/pomopomo.conf')

export interface NginxOptions {
  /** Ends TLS, as the sample does, by these files; default: plain HTTP. */
  tls?: { certificate: string; key: string }
}

/** A real nginx with `deploy/nginx/pomopomo.conf` before the given nodes; only addresses and files differ. */
export class Nginx {
  private constructor(
    private readonly process: ChildProcess,
    private readonly prefix: string,
    readonly port: number,
    /** `http(s)://127.0.0.1:PORT`. */
    readonly url: string,
    private readonly exited: Promise<void>,
  ) {}

  /** What it wrote to stderr. */
  output = ''

  /** `nodes` are URLs or ports of 127.0.0.1. */
  static async start(nodes: (string | number)[], options: NginxOptions = {}): Promise<Nginx> {
    const prefix = mkdtempSync(join(tmpdir(), 'pomopomo-nginx-'))
    // nginx takes no port 0: another program may take the free one first.
    for (let attempt = 1; ; ++attempt) {
      const [port, plainPort] = [await freePort(), await freePort()]
      writeFileSync(join(prefix, 'nginx.conf'), whole(prefix))
      writeFileSync(join(prefix, 'site.conf'), adapted({ nodes, port, plainPort, ...options }))
      const nginx = Nginx.launch(prefix, port, options.tls ? 'https' : 'http')
      if (await nginx.accepts()) return nginx
      await nginx.exited
      if (attempt === 5 || !nginx.output.includes('Address already in use')) {
        rmSync(prefix, { recursive: true, force: true })
        throw new Error(`nginx does not start:\n${nginx.output}`)
      }
    }
  }

  async stop(): Promise<void> {
    this.process.kill('SIGTERM')
    await this.exited
    rmSync(this.prefix, { recursive: true, force: true })
  }

  private static launch(prefix: string, port: number, scheme: string): Nginx {
    const child = spawn('/usr/sbin/nginx', ['-p', prefix, '-c', 'nginx.conf', '-e', 'stderr'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const end = (): void => void child.kill('SIGTERM')
    process.once('exit', end)
    const exited = new Promise<void>((done, fail) => {
      child.once('error', fail)
      child.once('close', () => {
        process.off('exit', end)
        done()
      })
    })
    const nginx = new Nginx(child, prefix, port, `${scheme}://127.0.0.1:${port}`, exited)
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (nginx.output += text))
    return nginx
  }

  /** False when it ended instead. */
  private async accepts(): Promise<boolean> {
    const probe = `http://127.0.0.1:${this.port}/metrics`
    let answers = false
    await until(
      async () => {
        // Any answer will do: nginx refuses plain HTTP on a TLS port with 400.
        answers = (await fetch(probe).catch(() => undefined)) !== undefined
        return answers || this.process.exitCode !== null
      },
      { what: () => `nginx to listen; it said:\n${this.output}` },
    )
    return answers && this.process.exitCode === null
  }
}

/** The file around the sample: what a distribution's nginx.conf holds, but all under `prefix`. */
function whole(prefix: string): string {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `
daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
worker_rlimit_nofile 16384;
pid ${prefix}/nginx.pid;
error_log stderr warn;
events { worker_connections 8192; }
http {
  access_log off;
  ${paths.map((name) => `${name}_temp_path ${prefix}/${name};`).join('\n  ')}
  include site.conf;
}
`
}

function adapted(site: {
  nodes: (string | number)[]
  port: number
  plainPort: number
  tls?: { certificate: string; key: string }
}): string {
  const listen = `listen 127.0.0.1:${site.port}${site.tls ? ' ssl http2' : ''};`
  const servers = site.nodes.map((node) => {
    const address = typeof node === 'number' ? `127.0.0.1:${node}` : new URL(node).host
    return `server ${address} max_fails=2 fail_timeout=5s;`
  })
  const changes: [RegExp, string][] = [
    [/^ *listen \[::\].*$/gm, ''],
    [/listen 80;/, `listen 127.0.0.1:${site.plainPort};`],
    [/listen 443 ssl http2;/, listen],
    [/server 127\.0\.0\.1:8080 .*$/m, servers.join('\n  ')],
    [/^ *ssl_certificate .*$/m, site.tls ? `ssl_certificate ${site.tls.certificate};` : ''],
    [/^ *ssl_certificate_key .*$/m, site.tls ? `ssl_certificate_key ${site.tls.key};` : ''],
  ]
  return changes.reduce(
    (text, [line, replacement]) => {
      if (text.search(line) < 0) throw new Error(`${sample} has no line ${line}`)
      return text.replace(line, replacement)
    },
    readFileSync(sample, 'utf8'),
  )
}
