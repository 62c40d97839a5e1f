/**
 * A mail server that keeps what it gets, and refuses it in the ways that mail servers do.
 *
 *     const sink = await SmtpSink.start()
 *     sink.answers.push(451) // the next mail; then as usual
 *     const world = await World.start({ flags: sink.flags })
 */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { after } from 'node:test'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import { type Mail, readMail } from './accounts.ts'
import { until } from './until.ts'

/** What becomes of a mail: taken, refused with that code, or left without an answer. */
type Fate = 'taken' | 'hangs' | number

export interface Received {
  /** The envelope's. */
  from: string
  to: string[]
  secure: boolean
  user: unknown
  raw: string
  parsed: ParsedMail
  mail: Mail
}

export const mailFrom = 'Pomopomo <no-reply@pomo.test>'

export class SmtpSink {
  readonly received: Received[] = []
  /** When each attempt came, whatever became of it. */
  readonly attempts: number[] = []
  /** What becomes of the next attempts; then they are taken. */
  readonly answers: Fate[] = []

  private constructor(
    private readonly server: SMTPServer,
    readonly port: number,
  ) {}

  static async start(options: SMTPServerOptions = {}): Promise<SmtpSink> {
    let sink: SmtpSink
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: options.key ? [] : ['STARTTLS'],
      logger: false,
      onRcptTo: (_address, _session, done) => sink.decide(done),
      onData: (stream, session, done) => void sink.keep(stream, session, done),
      ...options,
    })
    server.on('error', () => undefined) // clients that hang up
    server.listen(0, '127.0.0.1')
    await once(server.server, 'listening')
    sink = new SmtpSink(server, (server.server.address() as AddressInfo).port)
    after(() => sink.stop())
    return sink
  }

  /** What makes a server send its mail here, trying again soon. */
  get flags(): string[] {
    return [
      '--smtp-url',
      `smtp://127.0.0.1:${this.port}`,
      '--mail-from',
      mailFrom,
      '--mail-retry-ms',
      '50',
    ]
  }

  /** The mail to that address; waits for it. */
  async mailTo(email: string): Promise<Received> {
    const found = () => this.received.find((one) => one.to.includes(email))
    await until(() => found() !== undefined, { what: () => `a mail to ${email}` })
    return found() as Received
  }

  async stop(): Promise<void> {
    await new Promise<void>((done) => this.server.close(done))
  }

  private decide(done: (error?: Error) => void): void {
    this.attempts.push(Date.now())
    const fate = this.answers.shift() ?? 'taken'
    if (fate === 'hangs') return
    if (fate === 'taken') return done()
    done(Object.assign(new Error('as the test asked'), { responseCode: fate }))
  }

  private async keep(
    stream: Readable,
    session: SMTPServerSession,
    done: () => void,
  ): Promise<void> {
    const raw = await text(stream) // mails are ASCII throughout
    const parsed = await simpleParser(raw)
    const { mailFrom: from, rcptTo } = session.envelope
    const to = rcptTo.map((recipient) => recipient.address)
    this.received.push({
      from: from ? from.address : '',
      to,
      secure: session.secure,
      user: session.user,
      raw,
      parsed,
      mail: readMail(to[0] ?? '', parsed.subject ?? '', parsed.text ?? ''),
    })
    done()
  }
}
