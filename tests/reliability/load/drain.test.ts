import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import { patience, Server, temporaryDirectory } from '../../lib/server.ts'
import { until } from '../../lib/until.ts'
import { CrowdedRoom, guests } from '../lib/crowded-room.ts'
import { dice, seed } from '../lib/dice.ts'
import { LightClient } from '../lib/light-client.ts'

// REL13: what a stop does to those who are connected and to those who ask.
const rooms = Number(process.env.ROOMS ?? 100)
const peopleInARoom = 5
const notReadyMs = 1500
const drainMs = 3000

/** The status of an answer on a connection of its own; 0 when there was no connection. */
function ask(url: string, method = 'GET', body = ''): Promise<number> {
  return new Promise((done, fail) => {
    const headers = { 'content-type': 'application/json', 'x-client': 'token' }
    const sent = request(url, { method, headers, agent: false }, (answer) => {
      answer.resume().on('end', () => done(answer.statusCode ?? 0))
    })
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') done(0)
      else fail(error)
    })
    sent.end(body)
  })
}

test('a stop answers everybody, sends people away one after the other, and loses nothing (REL13)', async (t) => {
  const data = temporaryDirectory()
  const flags = [
    '--rate-limits',
    'off',
    '--not-ready-ms',
    `${notReadyMs}`,
    '--drain-ms',
    `${drainMs}`,
  ]
  const server = await Server.start({ dataDir: data.path, flags })
  after(() => server.kill()) // when it failed
  const people = await guests(server.url, rooms * peopleInARoom)
  const crowd = await Promise.all(
    Array.from({ length: rooms }, (_, at) =>
      CrowdedRoom.create(server.url, people.slice(at * peopleInARoom, (at + 1) * peopleInARoom)),
    ),
  )
  await Promise.all(crowd.map((room) => room.enter(server.url)))
  const clients = crowd.flatMap((room) => room.clients)
  const closedAt: number[] = []
  for (const { closed } of clients) void closed.then(() => closedAt.push(performance.now()))
  const working = crowd.map((room, at) => room.work(200 / rooms, dice(seed + at)))
  await until(() => crowd.some((room) => room.done > 3), {
    what: () => 'work to begin',
  })

  const stopped = performance.now()
  const since = (): number => performance.now() - stopped
  server.process.kill('SIGTERM')
  await until(async () => (await ask(`${server.url}/readyz`)) === 503, {
    within: notReadyMs,
    what: () => '/readyz to say that it is not ready',
  })
  t.diagnostic(`/readyz said 503 after ${since() | 0} ms`)
  assert.equal(await ask(`${server.url}/healthz`), 200)
  assert.equal(clients.filter(({ isOpen }) => isOpen).length, clients.length, 'nobody is cut yet')

  // Somebody who does not look at /readyz is answered as long as there is a connection to be had.
  const statuses: number[] = []
  for (let status = 1; status !== 0;) {
    status = await ask(`${server.url}/api/guests`, 'POST', '{}')
    if (status !== 0) statuses.push(status)
  }
  assert.ok(since() >= notReadyMs * 0.9, `new connections were refused after ${since()} ms`)
  assert.deepEqual([...new Set(statuses)], [201])
  t.diagnostic(`${statuses.length} requests were answered meanwhile`)

  assert.deepEqual(await server.exited, { code: 0, signal: null })
  t.diagnostic(`it ended after ${since() | 0} ms`)
  assert.ok(since() < 15_000 * patience)
  await Promise.all([...working, ...clients.map(({ closed }) => closed)])
  const hints = clients.map(({ retryAfterMs }) => retryAfterMs ?? NaN)
  assert.ok(
    hints.every((hint) => hint >= 500 && hint <= 10_000),
    `hints: ${hints.slice(0, 9)}…`,
  )
  assert.ok(new Set(hints).size > clients.length / 4, 'people come back at different moments')
  closedAt.sort((a, b) => a - b)
  const at = (share: number): number =>
    closedAt[Math.floor(share * (closedAt.length - 1))] as number
  const middle = at(0.75) - at(0.25)
  t.diagnostic(
    `half of them were closed within ${middle | 0} ms, all within ${(at(1) - at(0)) | 0}`,
  )
  assert.ok(middle > drainMs / 6, `half of the people were closed within ${middle} ms`)
  assert.ok(at(1) - at(0) < 10_000 * patience)

  const again = await Server.start({ dataDir: data.path, flags: ['--rate-limits', 'off'] })
  after(() => again.kill())
  await Promise.all(crowd.map((room) => room.enter(again.url)))
  for (const room of crowd) room.check()
  for (const room of crowd) room.leave()
  await again.stop()
  data.remove()
})

test('somebody who takes no notice does not keep it from ending (REL13)', async () => {
  const server = await Server.start({ flags: ['--rate-limits', 'off', '--drain-ms', '100'] })
  after(() => server.kill())
  const people = await guests(server.url, 4)
  const clients = await Promise.all(
    people.map(({ token }) => LightClient.connect(server.url, { token })),
  )
  for (const client of clients) client.hang()
  const { hostname, port } = new URL(server.url)
  const silent = connect({ host: hostname, port: Number(port) })
  await once(silent, 'connect')
  const stopped = performance.now()
  await server.stop()
  assert.ok(performance.now() - stopped < 15_000 * patience)
  for (const client of clients) client.cut()
  silent.destroy()
})
