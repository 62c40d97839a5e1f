import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { patience, Server, temporaryDirectory } from '../../lib/server.ts'
import { until } from '../../lib/until.ts'
import { guests, type Guest, rooms as makeRooms } from '../lib/crowded-room.ts'
import { LightClient, loopback } from '../lib/light-client.ts'

// REL10: everybody loses the connection at the same moment, and comes back as socket.io-client does.
const isSmall = patience > 1 || process.env.POMOPOMO_TEST_STORE !== undefined
const sockets = Number(process.env.SOCKETS ?? (isSmall ? 500 : 5_000))
const peopleInARoom = 20

/** Somebody who wants to be in a room: comes back by himself, after a second or so when it fails. */
class Resident {
  isIn = false
  private client: LightClient | undefined
  private hasGone = false

  constructor(
    private readonly url: string,
    private readonly guest: Guest,
    private readonly code: string,
    private readonly from: string,
  ) {}

  async live(): Promise<void> {
    while (!this.hasGone) {
      try {
        this.client = await LightClient.connect(this.url, {
          token: this.guest.token,
          from: this.from,
        })
        await this.client.join(this.code)
        this.isIn = true
        await this.client.closed
      } catch {
        this.client?.cut()
        await pause(500 + Math.random() * 1000) // socket.io-client's first delay
      }
      this.isIn = false
    }
  }

  cut(): void {
    this.isIn = false
    this.client?.cut()
  }

  go(): void {
    this.hasGone = true
    this.cut()
  }
}

/** The most bytes that the process ever had in memory. */
function mostMemory(server: Server): number {
  const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8')
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1]) * 1024
}

test('thousands come back at once, and nobody else notices (REL10)', async (t) => {
  const data = temporaryDirectory()
  const options = { dataDir: data.path, flags: ['--rate-limits', 'off'] }
  let server = await Server.start(options)
  after(() => server.kill()) // when it failed
  const { url } = server
  const people = await guests(url, sockets)
  const atRest = mostMemory(server)
  const codes = await makeRooms(url, people, peopleInARoom)
  const residents = people.map(
    (guest, at) =>
      new Resident(url, guest, codes[Math.floor(at / peopleInARoom)] as string, loopback(at)),
  )
  const living = residents.map((resident) => resident.live())
  after(() => residents.forEach((resident) => resident.go()))
  const isBack = (share: number): boolean =>
    residents.filter(({ isIn }) => isIn).length >= share * sockets
  const allBack = async (what: string): Promise<void> => {
    const cut = performance.now()
    let most = 0
    await until(
      () => {
        if (most === 0 && isBack(0.95)) most = performance.now() - cut
        return isBack(1)
      },
      { what: () => `all ${what}` },
    )
    t.diagnostic(
      `${what}: 95 % after ${most | 0} ms, all after ${(performance.now() - cut) | 0} ms`,
    )
  }
  await allBack('to come for the first time')

  // Somebody who only uses HTTP, all the while.
  const wrong: string[] = []
  let answered = 0
  let isOver = false
  after(() => (isOver = true))
  const visiting = (async () => {
    while (!isOver) {
      const answer = await fetch(`${url}/api/rooms/${codes[0]}`).catch(() => undefined)
      const text = (await answer?.text().catch(() => '')) ?? ''
      if (answer?.status === 200) ++answered
      else if (answer) wrong.push(text) // else there is no server
      await pause(20)
    }
  })()

  for (const resident of residents) resident.cut()
  await allBack('to come back after a cut')
  const perSocket = (mostMemory(server) - atRest) / sockets
  t.diagnostic(`${perSocket | 0} bytes a socket at the height of it`)
  if (patience === 1) assert.ok(perSocket < 25 * 1024, `${perSocket} bytes a socket`)

  await server.kill()
  server = await Server.start({ ...options, listen: new URL(url).host })
  await allBack('to come back after a restart')
  isOver = true
  await visiting
  assert.deepEqual(wrong, [], 'those who use HTTP notice nothing')
  assert.ok(answered > 0)

  for (const resident of residents) resident.go()
  await Promise.all(living)
  await server.stop()
  data.remove()
})
