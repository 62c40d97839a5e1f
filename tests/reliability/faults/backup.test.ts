import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { patience, program, Server, temporaryDirectory } from '../../lib/server.ts'
import { until } from '../../lib/until.ts'
import { CrowdedRoom, guests } from '../lib/crowded-room.ts'
import { dice, seed } from '../lib/dice.ts'
import { integrity } from '../lib/sql.ts'

// REL14: the command `backup`, and what docs/backup.md says about restoring.
interface Ended {
  code: number | null
  signal: string | null
  stderr: string
}

function backup(dataDir: string, file: string, under: string[] = []): Promise<Ended> {
  const [command = program, ...rest] = [...under, program, 'backup', '--data-dir', dataDir, file]
  return new Promise((done) => {
    const child = execFile(command, rest, (_, __, stderr) => {
      done({ code: child.exitCode, signal: child.signalCode, stderr })
    })
  })
}

/** Makes the database so large that copying it takes a while. */
function addBallast(dataDir: string): void {
  const sql = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
    INSERT INTO guests SELECT i, randomblob(32), 'Guest ' || i, 0 FROM n`
  execFileSync('sqlite3', [join(dataDir, 'pomopomo.db'), sql])
}

describe('a backup (REL14)', () => {
  test('taken under load holds all that was acknowledged before, and restores', async (t) => {
    const rooms = 20
    const directory = temporaryDirectory()
    const dataDir = join(directory.path, 'data')
    const flags = ['--rate-limits', 'off']
    mkdirSync(dataDir)
    execFileSync(program, ['migrate', '--data-dir', dataDir], { stdio: 'ignore' })
    addBallast(dataDir)
    const server = await Server.start({ dataDir, flags })
    after(() => server.kill()) // when it failed
    const people = await guests(server.url, rooms)
    const crowd = await Promise.all(people.map((guest) => CrowdedRoom.create(server.url, [guest])))
    const working = crowd.map(async (room, at) => {
      await room.enter(server.url)
      await room.work(500 / rooms, dice(seed + at))
    })
    const done = (): number => crowd.reduce((sum, room) => sum + room.done, 0)
    const made = async (writes: number): Promise<void> => {
      const goal = done() + writes
      await until(() => done() >= goal, {
        what: () => `${writes} writes; there were ${done()}`,
      })
    }
    await made(200)
    const before = crowd.map((room) => room.acknowledged)
    const doneBefore = done()
    const started = performance.now()
    const copy = join(directory.path, 'copy.db')
    const { code, stderr } = await backup(dataDir, copy)
    assert.equal(code, 0, stderr)
    t.diagnostic(
      `${done() - doneBefore} writes during ${(performance.now() - started) | 0} ms of it`,
    )
    assert.ok(done() > doneBefore, 'writing went on')
    await made(50)
    for (const room of crowd) room.stop()
    await Promise.all(working)
    const slowest = Math.max(...crowd.map((room) => room.slowestMs))
    t.diagnostic(`the slowest write took ${slowest | 0} ms`)
    assert.ok(slowest < 2_000 * patience, `a write waited ${slowest} ms`)
    for (const room of crowd) room.leave()
    await server.stop()
    assert.equal(statSync(copy).mode & 0o777, 0o600, 'it is its owner’s alone')
    assert.deepEqual(readdirSync(directory.path).sort(), ['copy.db', 'data'])

    const restoredDir = join(directory.path, 'restored')
    mkdirSync(restoredDir)
    copyFileSync(copy, join(restoredDir, 'pomopomo.db'))
    assert.equal(integrity(restoredDir), 'ok')
    const restored = await Server.start({ dataDir: restoredDir, flags })
    after(() => restored.kill()) // when it failed
    for (const [at, room] of crowd.entries()) {
      await room.checkRestored(restored.url, before[at] as (typeof before)[0])
      room.check()
    }
    await restored.stop()
    directory.remove()
  })

  test('of a directory that nobody serves is the same', async () => {
    const server = await Server.start()
    after(() => server.kill()) // when it failed
    const [guest] = await guests(server.url, 1)
    await server.kill() // what it wrote is in the log alone
    const copy = join(server.dataDir, 'copy.db')
    assert.equal((await backup(server.dataDir, copy)).code, 0)
    const restored = temporaryDirectory()
    copyFileSync(copy, join(restored.path, 'pomopomo.db'))
    const again = await Server.start({ dataDir: restored.path })
    after(() => again.kill()) // when it failed
    const headers = { authorization: `Bearer ${guest?.token}` }
    const answer = await fetch(`${again.url}/api/session`, { headers })
    assert.equal(((await answer.json()) as { kind: string }).kind, 'guest')
    await again.stop()
    await server.stop()
    restored.remove()
  })

  test('overwrites nothing, and says what is wrong', async () => {
    const directory = temporaryDirectory()
    const dataDir = join(directory.path, 'data')
    const file = join(directory.path, 'precious')
    const nothing = await backup(dataDir, file)
    assert.equal(nothing.code, 3)
    assert.match(nothing.stderr, /has no database/)
    assert.ok(!existsSync(dataDir) && !existsSync(file), 'nothing was made')
    execFileSync(program, ['migrate', '--data-dir', dataDir], { stdio: 'ignore' })
    writeFileSync(file, 'precious')
    const taken = await backup(dataDir, file)
    assert.equal(taken.code, 3)
    assert.match(taken.stderr, /precious.*exists/i)
    assert.equal(statSync(file).size, 'precious'.length)
    assert.equal((await backup(dataDir, '/proc/copy.db')).code, 3)
    process.env.POMOPOMO_DATABASE = 'postgresql://127.0.0.1/pomopomo'
    const elsewhere = await backup(dataDir, join(directory.path, 'copy.db'))
    delete process.env.POMOPOMO_DATABASE
    assert.equal(elsewhere.code, 3)
    assert.match(elsewhere.stderr, /pg_dump/)
    directory.remove()
  })

  const endings: [inject: string, what: string, code: number | null, left: RegExp][] = [
    ['fsync:error=EIO', 'a sync that fails', 3, /^data$/],
    ['pwrite64:error=ENOSPC:when=3+', 'a disk that is full', 3, /^data$/],
    ['renameat2:signal=KILL', 'a kill at the last moment', null, /^copy\.db\.\d+\.partial,data$/],
  ]
  for (const [inject, what, code, left] of endings) {
    test(`leaves no file after ${what}`, async () => {
      const directory = temporaryDirectory()
      const dataDir = join(directory.path, 'data')
      execFileSync(program, ['migrate', '--data-dir', dataDir], { stdio: 'ignore' })
      const call = inject.split(':')[0] as string
      const strace = ['strace', '-f', '-o', '/dev/null', '-e', `trace=${call}`]
      const ended = await backup(dataDir, join(directory.path, 'copy.db'), [
        ...strace,
        '-e',
        `inject=${inject}`,
      ])
      assert.equal(ended.code, code, ended.stderr)
      assert.match(readdirSync(directory.path).sort().join(), left)
      directory.remove()
    })
  }
})
