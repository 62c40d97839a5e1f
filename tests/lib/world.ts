/**
 * A server with people in it.
 *
 *     const world = await World.start()
 *     const { host, code } = await world.room({ template: 'classic' })
 *
 * Whatever the server says is held against the contract, and no secret may appear in it. The world is
 * closed at the end of the test (or file) that started it, which fails when something was wrong.
 */
import { after } from 'node:test'
import type {
  Member,
  Room,
  SegmentInput,
  Segment,
  Snapshot,
  Theme,
  Visibility,
} from '../../api/events.ts'
import { signInByMail } from './accounts.ts'
import { Browser } from './browser.ts'
import { Live, type LiveOptions } from './live.ts'
import { Rest } from './rest.ts'
import { Server, type ServerOptions } from './server.ts'
import { Watch } from './watch.ts'

export interface NewRoom {
  displayName?: string
  name?: string
  theme?: Theme
  template?: 'classic' | 'fifty_ten' | 'sprint' | 'empty'
  segments?: SegmentInput[]
  visibility?: Visibility
  capacity?: number
}

/** Somebody with an identity, who may open many tabs: a guest with a token, or somebody signed in with a browser. */
export class Person {
  readonly rest: Rest

  constructor(
    private readonly world: World,
    readonly id: string,
    readonly name: string,
    /** Of a guest; empty for who signs in: a session is in a cookie alone (SE8). */
    readonly token: string,
    readonly browser?: Browser,
  ) {
    const authorization = `Bearer ${token}`
    this.rest = browser ?? new Rest(() => world.server.url, world.watch, { authorization })
  }

  async connect(options: LiveOptions = {}): Promise<Live> {
    const identity = this.browser ? { headers: this.browser.headers() } : { token: this.token }
    return this.world.connect({ ...identity, ...options })
  }

  /** A new tab in that room. */
  async enter(code: string, displayName?: string): Promise<Tab> {
    const live = await this.connect()
    return { live, snapshot: await live.join(code, displayName) }
  }
}

export interface Tab {
  live: Live
  snapshot: Snapshot
}

/** A new room with its host in it. */
export interface OpenRoom {
  host: Person
  live: Live
  code: string
  room: Room
  me: Member
  segments: Segment[]
}

export class World {
  readonly watch = new Watch()
  readonly stranger: Rest
  private readonly tabs: Live[] = []

  private constructor(public server: Server) {
    this.stranger = new Rest(() => this.server.url, this.watch)
  }

  static async start(options: ServerOptions = {}): Promise<World> {
    const world = new World(await Server.start(options))
    after(() => world.close())
    return world
  }

  /** Another program on the same data, after the first one ended. */
  async restart(options: ServerOptions = {}): Promise<void> {
    this.leave()
    const dataDir = this.server.dataDir
    this.server = await Server.start({ dataDir, ...options })
  }

  async guest(name?: string): Promise<Person> {
    const body = name === undefined ? {} : { displayName: name }
    const headers = { 'x-client': 'token' }
    const { guest, token } = await this.stranger.post<{
      guest: { id: string; displayName: string }
      token: string
    }>('/api/guests', body, { headers })
    this.watch.learn(token)
    return new Person(this, guest.id, guest.displayName, token)
  }

  /** A browser that knows nobody yet. */
  browser(): Browser {
    return new Browser(() => this.server.url, this.watch)
  }

  /** Signs in by mail, in a new browser or the given one; who is new gets an account. */
  async signUp(email: string, browser = this.browser()): Promise<Person> {
    const { id, displayName } = await signInByMail(this, email, browser)
    return new Person(this, id, displayName, '', browser)
  }

  async connect(options: LiveOptions): Promise<Live> {
    const live = await Live.connect(this.server.url, this.watch, options)
    this.tabs.push(live)
    return live
  }

  async room(settings: NewRoom = {}, host?: Person): Promise<OpenRoom> {
    const creator = host ?? (await this.guest('Ana'))
    const { room } = await creator.rest.post<{ room: Room; me: Member }>('/api/rooms', settings)
    const { live, snapshot } = await creator.enter(room.code)
    return {
      host: creator,
      live,
      code: room.code,
      room: snapshot.room,
      me: snapshot.me,
      segments: snapshot.queue.segments,
    }
  }

  /** Everybody leaves; the server stays. */
  leave(): void {
    for (const tab of this.tabs.splice(0)) tab.close()
  }

  /** May be called again. */
  async close(): Promise<void> {
    this.leave()
    await this.server.stop()
    this.watch.saw(this.server.output, 'the log')
    this.watch.check()
  }
}

/** Minutes of focus, a break, focus, a break: the least to see transitions. */
export const fourSegments: SegmentInput[] = [
  { kind: 'focus', label: 'One', durationSec: 1500 },
  { kind: 'break', label: 'Rest', durationSec: 300 },
  { kind: 'focus', label: 'Two', durationSec: 1500 },
  { kind: 'long_break', label: 'Long rest', durationSec: 900 },
]
