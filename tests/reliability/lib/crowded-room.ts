import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { ClientEvent, PayloadOf, Queue, Snapshot, Timer } from '../../../api/events.ts'
import type { Dice } from './dice.ts'
import { Ledger } from './ledger.ts'
import { ConnectionLost, LightClient, NotLetIn } from './light-client.ts'

export interface Guest {
  id: string
  token: string
}

/** How long a segment is: none ends by itself while a test runs. */
const durationSec = 7200
const mostSegments = 8

/**
 * A room whose host edits the queue and turns the timer as fast as it is allowed to, while the others watch.
 * Everything that anybody is told goes into the ledgers.
 */
export class CrowdedRoom {
  readonly code: string
  /** Joins that were acknowledged, and those of which nobody knows, by guest. */
  readonly joins = new Map<string, { acked: number; unknown: number }>()
  private readonly queue: Ledger<Queue>
  private readonly timer: Ledger<Timer>
  private readonly attempted = new Set<string>()
  private latest: { queue: Queue; timer: Timer }
  private host: LightClient | undefined
  clients: LightClient[] = []
  private isStopped = false
  /** How long the slowest operation took. */
  slowestMs = 0

  private constructor(
    readonly people: Guest[],
    start: Snapshot,
  ) {
    this.code = start.room.code
    this.queue = new Ledger(`queue of ${this.code}`, start.queue)
    this.timer = new Ledger(`timer of ${this.code}`, start.timer, stillTimer)
    this.latest = { queue: start.queue, timer: start.timer }
    for (const { label } of start.queue.segments) this.attempted.add(label)
    for (const { id } of people) this.joins.set(id, { acked: 0, unknown: 0 })
  }

  /** A new room of these people; the first one is its host. Nobody is connected yet. */
  static async create(url: string, people: Guest[]): Promise<CrowdedRoom> {
    const host = people[0] as Guest
    const labels = ['start 0', 'start 1']
    const segments = labels.map((label) => ({ kind: 'focus', label, durationSec }))
    const answer = await post<{ room: { code: string } }>(url, '/api/rooms', { segments }, host)
    const client = await LightClient.connect(url, { token: host.token })
    const snapshot = await client.join(answer.room.code)
    client.cut()
    await client.closed
    const room = new CrowdedRoom(people, snapshot)
    room.joinsOf(host).acked = 1
    return room
  }

  /** The versions that were acknowledged last. */
  get acknowledged(): { queue: number; timer: number } {
    return { queue: this.queue.acknowledged, timer: this.timer.acknowledged }
  }

  /** Operations that were acknowledged as done. */
  get done(): number {
    return this.queue.done + this.timer.done
  }

  /** Everybody connects and joins; the host's snapshot is what the server says now. */
  async enter(url: string): Promise<void> {
    this.isStopped = false
    this.clients = await Promise.all(this.people.map((guest) => this.enterAs(url, guest)))
    this.host = this.clients[0]
  }

  /** Changes the room at `perSecond` until `stop` or the connection ends. */
  async work(perSecond: number, dice: Dice): Promise<void> {
    const host = this.host as LightClient
    await pause(dice(1000 / perSecond))
    while (!this.isStopped) {
      const started = performance.now()
      try {
        await (dice(3) === 0 ? this.turnTimer(host, dice) : this.editQueue(host, dice))
      } catch (error) {
        if (error instanceof ConnectionLost) return
        if (!(error instanceof InDoubt)) throw error
      }
      this.slowestMs = Math.max(this.slowestMs, performance.now() - started)
      await pause(Math.max(0, started + 1000 / perSecond - performance.now()))
    }
  }

  /** Edits the queue that many times, one edit after the other. */
  async edit(times: number, dice: Dice): Promise<void> {
    for (let i = 0; i < times; ++i) await this.editQueue(this.host as LightClient, dice)
  }

  /** Ends `work` after the operation that runs. */
  stop(): void {
    this.isStopped = true
  }

  leave(): void {
    for (const client of this.clients.splice(0)) client.cut()
  }

  /** Throws when the server broke its word. */
  check(): void {
    this.queue.check()
    this.timer.check()
    const labels = this.latest.queue.segments.map(({ label }) => label)
    assert.equal(new Set(labels).size, labels.length, `twice in ${this.code}: ${labels.join()}`)
    for (const label of labels) assert.ok(this.attempted.has(label), `nobody added ${label}`)
  }

  /** A server with an older copy of the room tells a state that was real, and not older than these versions. */
  async checkRestored(url: string, atLeast: { queue: number; timer: number }): Promise<void> {
    const answer = await fetch(`${url}/api/rooms/${this.code}`)
    const { queue, timer } = (await answer.json()) as { queue: Queue; timer: Timer }
    this.queue.told(queue, 'the restored server')
    this.timer.told(timer, 'the restored server')
    assert.ok(queue.version >= atLeast.queue, `${this.code} has lost an acknowledged edit`)
    assert.ok(timer.version >= atLeast.timer, `${this.code} has lost an acknowledged turn`)
  }

  private async enterAs(url: string, guest: Guest): Promise<LightClient> {
    const client = await LightClient.connect(url, { token: guest.token })
    client.onEvent = (name, payload) => {
      const where = `${name} to ${guest.id}`
      if (name === 'queue:updated') this.queue.told(payload as Queue, where)
      if (name === 'room:state') this.timer.told(payload as Timer, where)
    }
    const snapshot = await this.join(client, this.joinsOf(guest))
    this.queue.settled(snapshot.queue, `the snapshot of ${guest.id}`)
    this.timer.settled(snapshot.timer, `the snapshot of ${guest.id}`)
    this.latest = snapshot
    return client
  }

  /** Joins as soon as the server is not too busy for it. */
  private async join(
    client: LightClient,
    joins: { acked: number; unknown: number },
  ): Promise<Snapshot> {
    for (;;) {
      ++joins.unknown
      const answer = await client.ask('room:join', { code: this.code })
      if (answer.ok) {
        --joins.unknown
        ++joins.acked
        return answer.data
      }
      if (answer.error.code !== 'unavailable') throw new NotLetIn(JSON.stringify(answer.error))
      await pause(answer.error.retryAfterMs ?? 1000)
    }
  }

  private joinsOf({ id }: Guest): { acked: number; unknown: number } {
    return this.joins.get(id) as { acked: number; unknown: number }
  }

  private async editQueue(host: LightClient, dice: Dice): Promise<void> {
    const { segments } = this.latest.queue
    const at = dice(segments.length)
    const id = segments[at]?.id ?? ''
    const label = `${this.attempted.size}`
    const action = segments.length < 2 ? 0 : segments.length > mostSegments ? 1 : dice(4)
    if (action === 0) {
      this.attempted.add(label)
      const segment = { kind: 'focus', label, durationSec } as const
      await this.change(host, 'queue:add', { segment, index: dice(segments.length + 1) })
    } else if (action === 1) {
      await this.change(host, 'queue:remove', { id })
    } else if (action === 2) {
      // Elsewhere: what changes nothing is acknowledged without writing anything.
      const index = (at + 1 + dice(segments.length - 1)) % segments.length
      await this.change(host, 'queue:move', { id, index })
    } else {
      this.attempted.add(label)
      await this.change(host, 'queue:update', { id, label })
    }
  }

  private async change<Event extends 'queue:add' | 'queue:remove' | 'queue:move' | 'queue:update'>(
    host: LightClient,
    event: Event,
    payload: PayloadOf<Event>,
  ): Promise<void> {
    this.timer.mayChange()
    await this.queue.operate(`${event} ${JSON.stringify(payload)}`, async () => {
      const queue = await done<Event, Queue>(host, event, payload)
      if (queue) this.latest.queue = queue
      return queue
    })
  }

  private async turnTimer(host: LightClient, dice: Dice): Promise<void> {
    const turn = async <Event extends ClientEvent>(
      event: Event,
      payload: PayloadOf<Event>,
    ): Promise<void> => {
      await this.timer.operate(`${event} ${JSON.stringify(payload)}`, () =>
        done<Event, Timer>(host, event, payload),
      )
    }
    const choice = dice(8)
    if (choice < 3) await turn('timer:play', {})
    else if (choice < 5) await turn('timer:adjust', { deltaSec: dice(120) - 60 })
    else if (choice === 5) await turn('timer:pause', {})
    else if (choice === 6) await turn('timer:skip', {})
    else await turn('timer:play', { index: dice(this.latest.queue.segments.length) })
  }
}

/** The server could not say whether it has happened. */
class InDoubt extends Error {}

/** What was acknowledged; undefined for a refusal. */
async function done<Event extends ClientEvent, Value>(
  client: LightClient,
  event: Event,
  payload: PayloadOf<Event>,
): Promise<Value | undefined> {
  const answer = await client.ask(event, payload)
  if (answer.ok) return (answer as { data: Value }).data
  if (answer.error.code === 'unavailable') throw new InDoubt(answer.error.reason)
  return undefined
}

/** A timer without what differs from moment to moment. */
function stillTimer(timer: Timer): unknown {
  const remainingMs = timer.status === 'running' ? 0 : timer.remainingMs
  return { ...timer, serverNow: 0, remainingMs }
}

/** Guests with tokens, made over HTTP. */
export async function guests(url: string, count: number): Promise<Guest[]> {
  const all: Guest[] = []
  const one = async (): Promise<void> => {
    while (all.length < count) {
      const place = all.push({ id: '', token: '' }) - 1
      const { guest, token } = await post<{ guest: { id: string }; token: string }>(
        url,
        '/api/guests',
        {},
      )
      all[place] = { id: guest.id, token }
    }
  }
  await Promise.all(Array.from({ length: 16 }, one))
  return all
}

/** Rooms for that many of these people each; their codes. */
export async function rooms(url: string, people: Guest[], size: number): Promise<string[]> {
  const hosts = people.filter((_, at) => at % size === 0)
  const codes: string[] = []
  for (const host of hosts) {
    const settings = { capacity: size, template: 'classic' }
    const { room } = await post<{ room: { code: string } }>(url, '/api/rooms', settings, host)
    codes.push(room.code)
  }
  return codes
}

async function post<Body>(url: string, path: string, body: unknown, as?: Guest): Promise<Body> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-client': 'token',
  }
  if (as) headers.authorization = `Bearer ${as.token}`
  const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`POST ${path} → ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as Body
}
