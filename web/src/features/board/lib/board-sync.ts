import type { AckError, BoardElement } from '@api/events'
import type { BoardChannel } from '../channel'
import { inBatches } from './batches'
import { isNewer, isSame, type ElementVersion } from './merge'
import { Sequences } from './sequences'

/** The drawing as the person has it before them. */
export interface Canvas {
  /** Deleted ones too. What is not to be sent yet is absent. */
  elements: () => readonly BoardElement[]
  /** True while the person works on it: it must not change under their hand. */
  isHeld: (id: string) => boolean
  /** Puts these in place of older ones. */
  receive: (elements: readonly BoardElement[]) => void
}

/** Why something that was drawn stays here alone. */
export type BoardFault = 'locked' | 'full' | 'tooBig'

export interface BoardStatus {
  /** Opening: nothing has arrived yet. Offline: what is drawn goes out later. */
  phase: 'opening' | 'failed' | 'live' | 'offline'
  fault: BoardFault | null
}

const throttleMs = 50
const retryMs = 2_000
/** Changes overtake each other; longer than this means that one got lost. */
const gapPatienceMs = 2_000
/** How often we ask whether everything has arrived. */
const checkMs = 20_000

/**
 * Keeps one drawing and the server's board the same: sends what is newer here, takes what is newer there, and after
 * each connection compares both. Merging is the contract's rule, so order and repetition do not matter.
 */
export class BoardSync {
  private status: BoardStatus = { phase: 'opening', fault: null }
  /** What the server has, as far as we know. */
  private readonly known = new Map<string, BoardElement>()
  /** What it did not take: not sent again before it changes. */
  private readonly refused = new Map<string, ElementVersion>()
  private readonly sequences = new Sequences()
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>()
  private connected = false
  /** The server tells us of changes, and what it had before is here. */
  private ready = false
  private sending = false
  private stopped = false
  private stopListening = () => {}

  constructor(
    private readonly channel: BoardChannel,
    private readonly canvas: Canvas,
    private readonly onStatus: (status: BoardStatus) => void,
  ) {}

  start(): void {
    this.stopListening = this.channel.listen({
      onConnected: () => {
        this.connected = true
        void this.open()
      },
      onDisconnected: () => this.lost(),
      onChange: ({ sequence, elements, reload }) => {
        this.take(elements)
        this.sequences.saw(sequence)
        if (reload) void this.reload()
        else this.watchGap()
      },
    })
  }

  stop(): void {
    this.stopped = true
    this.stopListening()
    for (const timer of this.timers.values()) clearTimeout(timer)
    if (this.connected) this.channel.close()
  }

  /** Something was drawn, perhaps. */
  changed(): void {
    this.later('send', throttleMs, () => void this.send())
  }

  /** What was refused may be taken now: the lock went, or something was cleared away. */
  tryAgain(): void {
    this.refused.clear()
    this.changed()
  }

  /** Compares both sides whole, at once. */
  async reload(): Promise<void> {
    this.sequences.forget()
    await this.open()
  }

  private async open(): Promise<void> {
    if (!this.connected) return
    const answer = await this.channel.open()
    if (this.stopped || !this.connected) return
    this.later('open', checkMs, () => void this.open())
    if (!answer.ok) {
      this.ready = false // whatever the server told us of, it may have stopped
      return this.openSoon(answer.error.retryAfterMs)
    }
    const { sequence } = answer.data
    if (this.ready && this.sequences.reaches(sequence)) this.refused.clear()
    else if (!(await this.load(sequence))) return this.openSoon()
    this.changed()
  }

  /** The whole board, at least as of `sequence`. */
  private async load(sequence: number): Promise<boolean> {
    try {
      const { elements } = await this.channel.load()
      if (this.stopped || !this.connected) return true
      this.take(elements)
      this.sequences.start(sequence)
      this.ready = true
      this.set({ phase: 'live' })
      return true
    } catch {
      if (this.status.phase === 'opening') this.set({ phase: 'failed' })
      return false
    }
  }

  private openSoon(afterMs = retryMs): void {
    this.later('open', afterMs, () => void this.open())
  }

  private lost(): void {
    this.connected = false
    this.ready = false
    this.sequences.forget()
    if (this.status.phase === 'live') this.set({ phase: 'offline' })
  }

  private take(elements: readonly BoardElement[]): void {
    const news = elements.filter((element) => isNewer(element, this.known.get(element.id)))
    for (const element of news) this.known.set(element.id, element)
    const mine = new Map(this.canvas.elements().map((element) => [element.id, element]))
    this.show(news.filter((element) => isNewer(element, mine.get(element.id))))
  }

  private show(elements: readonly BoardElement[]): void {
    const free = elements.filter(({ id }) => !this.canvas.isHeld(id))
    if (free.length > 0) this.canvas.receive(free)
  }

  private watchGap(): void {
    if (!this.sequences.hasGap || this.timers.has('gap')) return
    this.later('gap', gapPatienceMs, () => {
      if (this.sequences.hasGap) void this.reload()
    })
  }

  /** Sends what is newer here; what was held back while the person worked on it comes in. */
  private async send(): Promise<void> {
    if (this.sending || !this.ready || this.stopped) return
    const mine = this.canvas.elements()
    this.show(
      mine.flatMap((element) => {
        const theirs = this.known.get(element.id)
        return theirs && isNewer(theirs, element) ? [theirs] : []
      }),
    )
    const { batches, tooBig } = inBatches(mine.filter((element) => this.isNews(element)))
    for (const element of tooBig) this.refuse(element, 'tooBig')
    if (this.refused.size === 0) this.set({ fault: null })
    if (batches.length === 0) return
    this.sending = true
    try {
      for (const batch of batches) if (!(await this.sendBatch(batch))) return
      this.changed()
    } finally {
      this.sending = false
    }
  }

  private isNews(element: BoardElement): boolean {
    const theirs = this.known.get(element.id)
    if (isSame(element, this.refused.get(element.id))) return false
    return theirs ? isNewer(element, theirs) : !element.isDeleted
  }

  /** False: nothing more now. */
  private async sendBatch(batch: readonly BoardElement[]): Promise<boolean> {
    // The editor changes elements in place: remember what was sent, not what they became meanwhile.
    const sent = batch.map((element) => ({ ...element }))
    const answer = await this.channel.update(sent)
    if (this.stopped) return false
    if (!answer.ok) return this.failed(sent, answer.error)
    for (const element of sent)
      if (isNewer(element, this.known.get(element.id))) this.known.set(element.id, element)
    this.sequences.saw(answer.data.sequence)
    this.watchGap()
    return true
  }

  private async failed(batch: readonly BoardElement[], error: AckError): Promise<boolean> {
    if (error.code === 'full') return this.sendWithoutNew(batch)
    if (error.code === 'invalid') return this.sendHalves(batch)
    if (error.code === 'forbidden') {
      for (const element of batch) this.refuse(element, 'locked')
      return true
    }
    this.later('send', error.retryAfterMs ?? retryMs, () => void this.send())
    return false
  }

  /** Nothing more fits: changes and deletions of what is there may. */
  private async sendWithoutNew(batch: readonly BoardElement[]): Promise<boolean> {
    const old = batch.filter(({ id }) => this.known.has(id))
    const refused = old.length < batch.length ? batch.filter(({ id }) => !this.known.has(id)) : old
    for (const element of refused) this.refuse(element, 'full')
    return refused === old || old.length === 0 || this.sendBatch(old)
  }

  /** One of them is not to the server's taste: the others need not wait for it. */
  private async sendHalves(batch: readonly BoardElement[]): Promise<boolean> {
    const [first] = batch
    if (batch.length === 1 && first) {
      this.refuse(first, 'tooBig')
      return true
    }
    const middle = Math.ceil(batch.length / 2)
    return (
      (await this.sendBatch(batch.slice(0, middle))) && (await this.sendBatch(batch.slice(middle)))
    )
  }

  private refuse({ id, version, versionNonce }: BoardElement, fault: BoardFault): void {
    this.refused.set(id, { version, versionNonce })
    this.set({ fault })
  }

  private set(change: Partial<BoardStatus>): void {
    const { phase, fault } = { ...this.status, ...change }
    if (phase === this.status.phase && fault === this.status.fault) return
    this.status = { phase, fault }
    this.onStatus(this.status)
  }

  /** One timer a purpose; a later call for `send` does not put off an earlier one. */
  private later(purpose: string, afterMs: number, action: () => void): void {
    if (purpose === 'send' && this.timers.has(purpose)) return
    clearTimeout(this.timers.get(purpose))
    if (this.stopped) return
    const run = () => {
      this.timers.delete(purpose)
      action()
    }
    this.timers.set(purpose, setTimeout(run, afterMs))
  }
}
