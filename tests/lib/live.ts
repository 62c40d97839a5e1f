import { io, type Socket } from 'socket.io-client'
import type {
  AckAnswer,
  AckError,
  ClientEvent,
  DataOf,
  PayloadOf,
  ServerToClientEvents,
  Snapshot,
} from '../../api/events.ts'
import { checkAck, checkServerEvent } from './contract.ts'
import { hangs, until } from './until.ts'
import type { Watch } from './watch.ts'

type ServerEvent = keyof ServerToClientEvents
type Told<Event extends ServerEvent> = Parameters<ServerToClientEvents[Event]>[0]

export interface LiveOptions {
  token?: string
  transports?: ('polling' | 'websocket')[]
  headers?: Record<string, string>
}

/** An acknowledgement that says no. */
export class Refused extends Error {
  constructor(
    event: string,
    readonly error: AckError,
  ) {
    super(`${event} was refused: ${JSON.stringify(error)}`)
  }
}

/** One tab: a stock socket.io-client whose every ack and event is held against `events.ts`. */
export class Live {
  private readonly told: { name: string; payload: unknown }[] = []
  private readonly cursors = new Map<string, number>()
  private toldBeforeAnswer = 0
  connectError: Error | undefined

  private constructor(
    readonly socket: Socket,
    watch: Watch,
    token: string | undefined,
  ) {
    socket.onAny((name: string, ...args: unknown[]) => {
      try {
        checkServerEvent(name, args)
      } catch (error) {
        watch.fault(error)
      }
      this.told.push({ name, payload: args[0] })
    })
    socket.io.on('open', () => {
      socket.io.engine.on('packet', (packet: { data?: unknown }) => {
        if (typeof packet.data === 'string') watch.saw(packet.data, 'a packet', token)
      })
    })
    socket.on('connect_error', (error) => (this.connectError = error))
  }

  /** Opens a connection without waiting for it. */
  static open(url: string, watch: Watch, options: LiveOptions): Live {
    const socket = io(url, {
      transports: options.transports ?? ['websocket'],
      auth: options.token === undefined ? {} : { token: options.token },
      extraHeaders: options.headers,
      forceNew: true,
      reconnectionDelay: 20,
      reconnectionDelayMax: 100,
      ackTimeout: hangs,
      retries: 0,
    })
    return new Live(socket, watch, options.token)
  }

  /** Opens a connection and waits until it stands; throws what the server refuses it with. */
  static async connect(url: string, watch: Watch, options: LiveOptions): Promise<Live> {
    const live = Live.open(url, watch, options)
    await until(() => live.socket.connected || live.connectError !== undefined, {
      what: () => 'the connection',
    })
    if (!live.socket.connected) {
      live.close()
      throw live.connectError ?? new Error('not connected')
    }
    return live
  }

  /** What the server acknowledges; throws `Refused`. */
  async send<Event extends ClientEvent>(
    event: Event,
    payload: PayloadOf<Event>,
  ): Promise<DataOf<Event>> {
    const answer = (await this.ask(event, payload)) as AckAnswer<unknown>
    if (!answer.ok) throw new Refused(event, answer.error)
    return ('data' in answer ? answer.data : undefined) as DataOf<Event>
  }

  /** The error of a refusal, for payloads of any shape; throws when it was none. */
  async refused(event: string, ...args: unknown[]): Promise<AckError> {
    const answer = await this.ask(event, ...args)
    if (answer.ok) throw new Error(`${event} was not refused: ${JSON.stringify(answer)}`)
    return answer.error
  }

  async ask(event: string, ...args: unknown[]): Promise<AckAnswer<unknown>> {
    const answers = await new Promise<unknown[]>((resolve, reject) => {
      this.socket.timeout(hangs).emit(event, ...args, (error: Error | null, answer: unknown) => {
        this.toldBeforeAnswer = this.told.length
        if (error) reject(new Error(`${event}: ${error.message}`))
        else resolve([answer])
      })
    })
    checkAck(event, answers)
    return answers[0] as AckAnswer<unknown>
  }

  async join(code: string, displayName?: string): Promise<Snapshot> {
    return this.send('room:join', displayName === undefined ? { code } : { code, displayName })
  }

  /** The next event of that name that fits, in order, from those not yet taken. */
  async next<Event extends ServerEvent>(
    name: Event,
    fits: (payload: Told<Event>) => boolean = () => true,
  ): Promise<Told<Event>> {
    let found = -1
    await until(
      () => {
        const from = this.cursors.get(name) ?? 0
        found = this.told.findIndex(
          (event, at) => at >= from && event.name === name && fits(event.payload as Told<Event>),
        )
        return found >= 0
      },
      {
        what: () => `${name}; told so far: ${JSON.stringify(this.told)}`,
      },
    )
    this.cursors.set(name, found + 1)
    return this.told[found]?.payload as Told<Event>
  }

  /** Everything of that name it was told so far. */
  seen<Event extends ServerEvent>(name: Event): Told<Event>[] {
    return this.told
      .filter((event) => event.name === name)
      .map((event) => event.payload as Told<Event>)
  }

  /**
   * What it was told after the last answer. Both may come in one packet: whoever awaits the answer is then later than the
   * events behind it.
   */
  toldSinceAnswer(): readonly { name: string; payload: unknown }[] {
    return this.told.slice(this.toldBeforeAnswer)
  }

  /** Waits until the server has closed the connection. */
  async closed(): Promise<void> {
    await until(() => !this.socket.connected, {
      what: () => 'the server to close the connection',
    })
  }

  close(): void {
    this.socket.disconnect()
    this.socket.io.engine?.close()
  }
}
