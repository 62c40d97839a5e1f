import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { patience, program, Server, temporaryDirectory } from '../lib/server.ts'
import { World } from '../lib/world.ts'

function run(args: string[], env: Record<string, string> = {}) {
  return spawnSync(program, args, {
    encoding: 'utf8',
    timeout: 20_000 * patience,
    env: { ...process.env, ...env },
  })
}

/** The program ends at once with a message that names what is wrong. */
function refused(args: string[], names: RegExp, env?: Record<string, string>): void {
  const { status, stderr, stdout } = run(args, env)
  assert.ok(status !== 0 && status !== null, `it did not refuse: ${stdout}${stderr}`)
  assert.match(stderr + stdout, names)
  assert.doesNotMatch(stderr + stdout, /terminate called|core dumped|Sanitizer/)
}

describe('the command line', () => {
  test('explains itself', () => {
    const { status, stdout } = run(['--help'])
    assert.equal(status, 0)
    for (const word of ['serve', 'migrate', 'version']) assert.match(stdout, new RegExp(word))
    const serve = run(['serve', '--help'])
    assert.equal(serve.status, 0)
    for (const flag of ['--listen', '--data-dir', '--public-url', '--rate-limits', '--config']) {
      assert.match(serve.stdout, new RegExp(flag))
    }
  })

  test('tells its version', () => {
    const { status, stdout } = run(['version'])
    assert.equal(status, 0)
    assert.match(stdout, /\d+\.\d+\.\d+/)
  })

  const strong = '0123456789abcdefghijklmnopqrstuvwxyz'
  const production = ['serve', '--public-url', 'https://pomo.example.org']
  production.push('--database', 'postgresql://127.0.0.1:1/pomopomo')
  const wrong: [args: string[], names: RegExp][] = [
    [['serve', '--listen', 'nonsense'], /listen/],
    [['serve', '--listen', '127.0.0.1:99999'], /listen/],
    [['serve', '--listen', '127.0.0.1:-1'], /listen/],
    [['serve', '--public-url', 'not a url'], /public-url/],
    [['serve', '--public-url', 'ftp://pomo.example.org'], /public-url/],
    [['serve', '--public-url', 'https://pomo.example.org/path?x'], /public-url/],
    [['serve', '--trusted-proxies', '300.1.1.1/8'], /trusted-proxies/],
    [['serve', '--rate-limits', 'maybe'], /rate-limits/],
    [['serve', '--rate-limits', 'off', '--listen', '0.0.0.0:0'], /rate-limits/],
    [['serve', '--limit', 'dancing=10/s'], /--limit.*dancing.*timer_control=10\/10s/],
    [['serve', '--limit', 'timer_control=often'], /--limit.*timer_control=often/],
    [['serve', '--limit', 'timer_control=10/s,room_guesses=0/s'], /--limit.*room_guesses=0\/s/],
    [['serve', '--metrics-token', 'two words'], /metrics-token.*characters/],
    // OA12
    [['serve', '--google-client-id', 'us'], /--google-client-secret/],
    [['serve', '--github-client-secret', 'x'], /--github-client-id/],
    [['serve', '--google-issuer', 'http://accounts.google.com'], /--google-issuer.*https/],
    [['serve', '--google-issuer', 'http://127.0.0.1:9'], /--google-issuer.*https/],
    [
      ['serve', '--insecure-loopback-providers', '--github-url', 'http://github.test'],
      /--github-url.*https/,
    ],
    [['serve', '--provider-ca', '/nonexistent.pem'], /--provider-ca/],
    [['serve', '--provider-deadline-ms', '10001'], /provider-deadline-ms/],
    [['serve', '--secret-key', 'changeme'], /--secret-key: .*32 random characters/],
    [['serve', '--secret-key', '12345678'], /--secret-key/],
    [['serve', '--secret-key', 'a'.repeat(64)], /--secret-key/],
    [['serve', '--previous-secret-key', strong], /--previous-secret-key/],
    [['serve', '--secret-key', strong, '--previous-secret-key', 'changeme'], /--secret-key/],
    [[...production], /--secret-key/],
    [['serve', '--max-sockets-per-person', '0'], /max-sockets-per-person/],
    [['serve', '--config', '/nonexistent.toml'], /config/],
    [['serve', '--no-such-flag'], /no-such-flag/],
    [['dance'], /dance|subcommand/],
    [[], /subcommand|serve/],
  ]
  for (const [args, names] of wrong) {
    test(`refuses \`pomopomo ${args.join(' ')}\` by name`, () => refused(args, names))
  }
})

describe('settings from elsewhere', () => {
  test('are refused by name too', () => {
    refused(['serve', '--listen', '127.0.0.1:0'], /public.url/i, {
      POMOPOMO_PUBLIC_URL: 'nonsense',
    })
    const directory = temporaryDirectory()
    const config = join(directory.path, 'pomopomo.conf')
    writeFileSync(config, 'rate-limits=maybe\n')
    refused(['serve', '--listen', '127.0.0.1:0', '--config', config], /rate-limits/)
    writeFileSync(config, 'no-such-setting=1\n')
    refused(['serve', '--listen', '127.0.0.1:0', '--config', config], /no-such-setting/)
    directory.remove()
  })

  test('work from the environment and a file; a flag wins', async () => {
    const directory = temporaryDirectory()
    const config = join(directory.path, 'pomopomo.conf')
    writeFileSync(config, 'public-url=http://file.test\n')
    const bearer = async (server: Server, origin: string) => {
      const headers = { origin, 'content-type': 'application/json' }
      const answer = await fetch(`${server.url}/api/guests`, {
        method: 'POST',
        body: '{}',
        headers,
      })
      return answer.status
    }
    const options = { flags: ['--config', config], env: {} }
    const byFile = await Server.start(options)
    assert.equal(await bearer(byFile, 'http://file.test'), 201)
    await byFile.stop()
    const env = { POMOPOMO_PUBLIC_URL: 'http://environment.test' }
    const byEnvironment = await Server.start({ ...options, env })
    assert.equal(await bearer(byEnvironment, 'http://environment.test'), 201)
    assert.equal(await bearer(byEnvironment, 'http://file.test'), 403)
    await byEnvironment.stop()
    const flags = [...options.flags, '--public-url', 'http://flag.test']
    const byFlag = await Server.start({ flags, env })
    assert.equal(await bearer(byFlag, 'http://flag.test'), 201)
    await byFlag.stop()
    directory.remove()
  })
})

describe('a place that cannot be had', () => {
  test('a port that is taken is named, and nothing is lost', async () => {
    const world = await World.start()
    const { host, port } = new URL(world.server.url)
    const second = Server.launch({ listen: host })
    assert.deepEqual(await second.end(), { code: 4, signal: null })
    assert.match(second.output, new RegExp(port))
    assert.match(second.output, /in use|taken/i)
    await world.room()
    await world.close()
  })

  test('a data directory that is a file is named', async () => {
    const directory = temporaryDirectory()
    const file = join(directory.path, 'data')
    writeFileSync(file, 'precious')
    const server = Server.launch({ dataDir: file, onSqlite: true })
    assert.deepEqual(await server.end(), { code: 3, signal: null })
    assert.match(server.output, /data/)
    assert.ok(existsSync(file))
    directory.remove()
  })

  test('a data directory that cannot be written is named', async () => {
    // /proc refuses even root.
    const server = Server.launch({ dataDir: '/proc/pomopomo', onSqlite: true })
    assert.deepEqual(await server.end(), { code: 3, signal: null })
    assert.match(server.output, /\/proc\/pomopomo/)
  })

  test('a data directory that another server uses is not shared', async () => {
    const directory = temporaryDirectory()
    const first = await Server.start({ dataDir: directory.path, onSqlite: true })
    const second = Server.launch({ dataDir: directory.path, onSqlite: true })
    assert.deepEqual(await second.end(), { code: 3, signal: null })
    assert.match(second.output, /in use by another/)
    await first.stop()
    directory.remove()
  })

  test('a data directory of a newer program is left as it is', async () => {
    const directory = temporaryDirectory()
    const first = await Server.start({ dataDir: directory.path, onSqlite: true })
    await first.stop()
    const file = join(directory.path, 'pomopomo.db')
    assert.ok(existsSync(file))
    const sql = "INSERT INTO schema_migrations VALUES (9999, 'tomorrow', 'x', 0)"
    assert.equal(spawnSync('sqlite3', [file, sql]).status, 0)
    const second = Server.launch({ dataDir: directory.path, onSqlite: true })
    assert.deepEqual(await second.end(), { code: 3, signal: null })
    assert.match(second.output, /newer/i)
    directory.remove()
  })
})

describe('stopping', () => {
  test('ends well on SIGTERM and SIGINT, with people connected', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const world = await World.start()
      const { live } = await world.room()
      world.server.process.kill(signal)
      const draining = await live.next('server:draining')
      assert.ok(draining.retryAfterMs >= 0)
      const { code } = await world.server.exited
      assert.equal(code, 0)
      await world.close()
    }
  })
})
