import assert from 'node:assert/strict'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { patience, type Server, temporaryDirectory } from '../../lib/server.ts'
import { until } from '../../lib/until.ts'
import { World } from '../../lib/world.ts'

// REL4: the data directory is on a disk of 64 MiB, which somebody else fills.

/** A command that gives a program a small disk of its own at that path; nobody else sees it. */
function withSmallDisk(path: string): string[] {
  const namespace = process.getuid?.() === 0 ? '-m' : '-rm'
  const script = 'mount -t tmpfs -o size=64m tmpfs "$0" && exec "$@"'
  return ['unshare', namespace, 'sh', '-c', script, path]
}

/** Writes until there is no space. Returns: frees it again. */
function fill(server: Server, path: string): () => void {
  const file = join(`/proc/${server.process.pid}/root`, path, 'filler')
  const handle = openSync(file, 'w')
  for (let size = 1 << 20; size > 0;) {
    try {
      writeSync(handle, Buffer.alloc(size))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      size >>= 1
    }
  }
  closeSync(handle)
  return () => rmSync(file)
}

test('a full disk refuses writes, reads and timers go on, and it heals by itself (REL4)', async () => {
  const directory = temporaryDirectory()
  const disk = join(directory.path, 'disk')
  mkdirSync(disk)
  const dataDir = join(disk, 'data')
  const world = await World.start({ dataDir, under: withSmallDisk(disk) })
  const segments = [
    { kind: 'focus', durationSec: 60 },
    { kind: 'break', durationSec: 60 },
  ] as const
  const { host, live, code } = await world.room({ segments: [...segments] })
  const guest = await world.guest()
  const { live: watcher } = await guest.enter(code)
  await live.send('room:update', { autoStart: { focus: true, breaks: true } })

  const acked: string[] = []
  const add = async (label: string): Promise<string> => {
    const segment = { kind: 'custom', label, durationSec: 60 } as const
    const answer = await live.ask('queue:add', { segment })
    if (answer.ok) acked.push(label)
    return answer.ok ? 'ok' : answer.error.code
  }
  await live.send('timer:play', {})
  const { endsAt } = await live.send('timer:adjust', { deltaSec: -57 })

  const free = fill(world.server, disk)
  let outcome = 'ok'
  for (let i = 0; outcome === 'ok' && i < 200; ++i) outcome = await add(`${i}`)
  assert.equal(outcome, 'storage_full')
  const asked = performance.now()
  assert.equal(await add('no space'), 'storage_full')
  const problem = await world.stranger.refused('POST', '/api/guests', {
    body: {},
    headers: { 'x-client': 'token' },
  })
  assert.deepEqual([problem.status, problem.code], [503, 'storage_full'])
  assert.ok(performance.now() - asked < 2000 * patience, 'refusals come at once')

  const { items } = await host.rest.get<{ items: unknown[] }>(`/api/rooms/${code}/history`)
  assert.equal(items.length, 1, 'reading goes on')
  const snapshot = await watcher.send('room:sync', {})
  assert.equal(snapshot.queue.segments.length, 2 + acked.length)
  await until(() => Date.now() > (endsAt as number) + 500, {
    what: () => 'the segment’s end',
  })
  const during = await host.rest.get<{ timer: { index: number; startedAt: number } }>(
    `/api/rooms/${code}`,
  )
  assert.deepEqual(
    [during.timer.index, during.timer.startedAt],
    [1, endsAt],
    'the break began in time, though nothing can be stored',
  )

  free()
  const freed = performance.now()
  await until(async () => (await add('space again')) === 'ok', {
    what: () => `writes to go on; the last answer was ${outcome}`,
  })
  assert.ok(performance.now() - freed < 10_000 * patience)
  const state = await watcher.next('room:state', (timer) => timer.index === 1)
  assert.equal(state.startedAt, endsAt)
  const { queue } = await watcher.send('room:sync', {})
  assert.deepEqual(
    queue.segments.slice(2).map(({ label }) => label),
    acked,
  )
  assert.deepEqual(world.server.logged('storage_failed'), [], 'it was full, not broken')
  await world.close()
  directory.remove()
})
