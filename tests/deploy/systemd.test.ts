import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { ask, connectFrom, guestFrom } from '../lib/from.ts'
import { program, temporaryDirectory } from '../lib/server.ts'
import { hangs, until } from '../lib/until.ts'

// The unit of deploy/systemd: checked by systemd's own tools, and its command line run in its own paths with its
// settings, read-only and as nobody (DP2). There is no system manager in a test; what only one could enforce (the
// filter of system calls) is held against what the program does.

const project = resolve(import.meta.dirname, '../..')
const unitFile = join(project, 'deploy/systemd/pomopomo.service')
const settingsFile = join(project, 'deploy/systemd/pomopomo.env')
const lines = (file: string) => readFileSync(file, 'utf8').split('\n')
const unit = lines(unitFile).filter((line) => /^\w+=/.test(line))
const valuesOf = (name: string) =>
  unit.filter((line) => line.startsWith(`${name}=`)).map((line) => line.slice(name.length + 1))
const settings = lines(settingsFile).filter((line) => /^\w+=/.test(line))

const files = temporaryDirectory()
after(() => files.remove())

/** The unit as a file whose program and settings are here, for tools that look whether they exist. */
function installed(): string {
  const text = readFileSync(unitFile, 'utf8')
    .replace('/opt/pomopomo/bin/pomopomo serve', `${program} serve`)
    .replace('/etc/pomopomo/pomopomo.env', settingsFile)
  const path = join(files.path, 'pomopomo.service')
  writeFileSync(path, text)
  return path
}

test('systemd understands the unit, and finds it well locked', () => {
  const verify = ['verify', '--man=no', installed()]
  assert.equal(execFileSync('systemd-analyze', verify, { encoding: 'utf8' }), '')
  const security = ['security', '--offline=true', '--threshold=15', '--no-pager', installed()]
  execFileSync('systemd-analyze', security, { stdio: 'pipe' })
})

test('every setting of the sample is one of the program', () => {
  const help = execFileSync(program, ['serve', '--help'], { encoding: 'utf8' })
  const named = readFileSync(settingsFile, 'utf8').match(/POMOPOMO_\w+/g) ?? []
  assert.ok(named.length >= 4)
  for (const name of named) assert.match(help, new RegExp(`\\b${name}\\b`))
})

/** All system calls of a set, which may hold others. */
function systemCalls(set: string): Set<string> {
  const text = execFileSync('systemd-analyze', ['syscall-filter', set], { encoding: 'utf8' })
  const names = text
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
  const plain = names.filter((name) => /^\w/.test(name))
  const sets = names.filter((name) => name.startsWith('@'))
  return new Set([...plain, ...sets.flatMap((name) => [...systemCalls(name)])])
}

/** What `SystemCallFilter` lets through, line by line as systemd reads it. */
function allowedCalls(): Set<string> {
  const allowed = new Set<string>()
  for (const value of valuesOf('SystemCallFilter')) {
    const without = value.startsWith('~')
    for (const set of value.replace('~', '').split(' ')) {
      for (const call of systemCalls(set)) {
        if (without) allowed.delete(call)
        else allowed.add(call)
      }
    }
  }
  return allowed
}

test('its command runs read-only and as nobody, within the calls that the filter allows', async () => {
  const [root, state] = [join(files.path, 'root'), join(files.path, 'state')]
  mkdirSync(root)
  mkdirSync(state, { mode: 0o700 })
  const isRoot = process.getuid?.() === 0
  if (isRoot) chownSync(state, 61_184, 61_184)

  const environment = valuesOf('Environment').flatMap((value) => value.split(' '))
  const ours = ['POMOPOMO_LISTEN=127.0.0.1:0', 'POMOPOMO_METRICS_TOKEN=token', 'PATH=/usr/bin']
  const command = ['env', '-i', ...environment, ...settings, ...ours]
  command.push(...valuesOf('ExecStart').join().split(' '))

  const trace = join(files.path, 'calls')
  const own = ['unshare', ...(isRoot ? [] : ['--map-root-user']), '--mount']
  const sandbox = [join(import.meta.dirname, 'sandbox.sh'), root, program]
  sandbox.push(join(project, 'web/dist'), state)
  const strace = ['-D', '-f', '-qq', '-s', '64', '-o', trace]
  const child = spawn('strace', [...strace, ...own, ...sandbox, ...command])
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  const ended = new Promise<number | null>((done) => child.once('close', done))
  after(() => child.kill('SIGKILL'))
  const address = () => /"url":"(http:[^"]+)"/.exec(output)?.[1]
  await until(() => address() !== undefined || child.exitCode !== null, {
    what: () => `the program to listen; it said:\n${output}`,
  })
  const url = address()
  assert.ok(url, output)

  const origin = 'https://pomo.example.org'
  assert.equal((await ask(`${url}/`)).status, 200)
  for (const transports of [['polling', 'websocket'], ['polling']]) {
    const token = await guestFrom(url)
    const authorization = `Bearer ${token}`
    const options = { method: 'POST', body: { template: 'classic' }, headers: { authorization } }
    const made = await ask(`${url}/api/rooms`, options)
    assert.equal(made.status, 201, made.body)
    const { code } = (JSON.parse(made.body) as { room: { code: string } }).room
    const socket = connectFrom(url, token, { transports, headers: { origin } })
    const patient = socket.timeout(hangs)
    for (const [event, payload] of [
      ['room:join', { code }],
      ['timer:play', {}],
    ] as const) {
      const answer = (await patient.emitWithAck(event, payload)) as { ok: boolean }
      assert.ok(answer.ok, JSON.stringify(answer))
    }
    socket.disconnect()
  }
  const metrics = await ask(`${url}/metrics`, { headers: { authorization: 'Bearer token' } })
  assert.match(metrics.body, /^process_resident_memory_bytes \d/m)

  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  if (isRoot) assert.match(status, /^Uid:\t61184\t61184\t61184\t61184$/m)
  assert.match(status, /^CapBnd:\t0+$/m)
  assert.match(status, /^NoNewPrivs:\t1$/m)

  child.kill('SIGTERM')
  assert.equal(await ended, 0, output)

  const text = await until(() => / exit_group\(0\)/.test(readFileSync(trace, 'utf8')), {
    what: () => 'the whole trace',
  }).then(() => readFileSync(trace, 'utf8'))
  const ran = text.slice(text.indexOf('execve("/opt/pomopomo/bin/pomopomo"'))
  const calls = new Set([...ran.matchAll(/^\d+ +(\w+)\(/gm)].map((match) => match[1] ?? ''))
  assert.ok(calls.has('fdatasync') && calls.has('epoll_wait'), [...calls].join(' '))
  const allowed = allowedCalls()
  assert.deepEqual(
    [...calls].filter((call) => !allowed.has(call)),
    [],
  )
  assert.doesNotMatch(ran, /PROT_WRITE\|PROT_EXEC/, 'MemoryDenyWriteExecute')
  const families = new Set([...ran.matchAll(/ socket\((AF_\w+)/g)].map((match) => match[1] ?? ''))
  const allowedFamilies = valuesOf('RestrictAddressFamilies').join(' ').split(' ')
  assert.deepEqual(
    [...families].filter((family) => !allowedFamilies.includes(family)),
    [],
  )
})
