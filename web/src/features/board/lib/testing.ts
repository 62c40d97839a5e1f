import type { AckAnswer, BoardChange, BoardElement } from '@api/events'
import type { BoardChannel, BoardListener } from '../channel'
import type { Canvas } from './board-sync'
import { isNewer } from './merge'

/** Boards for tests: a server that merges by the contract, and editors whose network the test breaks. */

export function element(id: string, changes: Partial<BoardElement> = {}): BoardElement {
  return { id, version: 1, versionNonce: 1, isDeleted: false, index: 'a0', ...changes }
}

const failure = (code: 'unavailable' | 'full' | 'forbidden', reason: string) =>
  ({ ok: false, error: { code, reason, message: reason } }) as const

export class FakeServer {
  sequence = 0
  locked = false
  maxElements = 5_000
  readonly elements = new Map<string, BoardElement>()
  readonly updates: BoardElement[][] = []
  readonly seats = new Set<FakeChannel>()

  merge(
    elements: readonly BoardElement[],
    from: FakeChannel | null,
  ): AckAnswer<{ sequence: number }> {
    if (this.locked) return failure('forbidden', 'board_locked')
    const added = elements.filter(({ id }) => !this.elements.has(id)).length
    if (added > 0 && this.elements.size + added > this.maxElements)
      return failure('full', 'board_full')
    const copies = elements.map((one) => structuredClone(one))
    this.updates.push(copies)
    const news = copies.filter((one) => isNewer(one, this.elements.get(one.id)))
    for (const one of news) this.elements.set(one.id, one)
    if (news.length > 0) this.sequence += 1
    this.tell({ boardId: 'b', sequence: this.sequence, elements: news }, from)
    return { ok: true, data: { sequence: this.sequence } }
  }

  tell(change: BoardChange, from: FakeChannel | null): void {
    if (change.elements.length === 0 && !change.reload) return
    for (const seat of this.seats) if (seat !== from) seat.deliver(change)
  }
}

/** One person's way to the server. `network` decides what becomes of each message. */
export class FakeChannel implements BoardChannel {
  private listeners = new Set<Partial<BoardListener>>()
  connected = false
  loads = 0

  constructor(
    private readonly server: FakeServer,
    private readonly network: { delayMs: () => number; loses: () => boolean } = {
      delayMs: () => 1,
      loses: () => false,
    },
  ) {}

  listen(listener: Partial<BoardListener>): () => void {
    this.listeners.add(listener)
    if (this.connected) listener.onConnected?.()
    return () => this.listeners.delete(listener)
  }

  connect(): void {
    this.connected = true
    for (const { onConnected } of this.listeners) onConnected?.()
  }

  cut(): void {
    this.connected = false
    this.server.seats.delete(this)
    for (const { onDisconnected } of this.listeners) onDisconnected?.()
  }

  deliver(change: BoardChange): void {
    if (this.network.loses()) return
    const copy = structuredClone(change)
    setTimeout(() => {
      if (this.server.seats.has(this)) for (const { onChange } of this.listeners) onChange?.(copy)
    }, this.network.delayMs())
  }

  open = () =>
    this.ask(() => {
      this.server.seats.add(this)
      return { ok: true, data: { sequence: this.server.sequence } } as const
    })

  close = () => void this.server.seats.delete(this)

  update = (elements: readonly BoardElement[]) => {
    const sent = structuredClone(elements) as BoardElement[]
    return this.ask(() => this.server.merge(sent, this))
  }

  async load() {
    this.loads += 1
    await this.pause()
    if (!this.connected) throw new Error('offline')
    const scene = structuredClone([...this.server.elements.values()])
    await this.pause()
    return { sequence: this.server.sequence, elements: scene }
  }

  /** The request may get lost, or its answer: then nobody knows what became of it. */
  private async ask<Data>(act: () => AckAnswer<Data>): Promise<AckAnswer<Data>> {
    if (!this.connected) return failure('unavailable', 'offline')
    if (this.network.loses()) return failure('unavailable', 'no_answer')
    await this.pause()
    if (!this.connected) return failure('unavailable', 'no_answer')
    const answer = act()
    await this.pause()
    return this.network.loses() ? failure('unavailable', 'no_answer') : answer
  }

  private pause(): Promise<void> {
    return new Promise((done) => setTimeout(done, this.network.delayMs()))
  }
}

/** A drawing program without a screen: changes its elements in place, as Excalidraw does. */
export class FakeCanvas implements Canvas {
  readonly scene = new Map<string, BoardElement>()
  readonly held = new Set<string>()
  received = 0

  elements = () => [...this.scene.values()]
  isHeld = (id: string) => this.held.has(id)

  receive(elements: readonly BoardElement[]): void {
    this.received += elements.length
    for (const one of elements) {
      const mine = this.scene.get(one.id)
      if (isNewer(one, mine)) this.scene.set(one.id, { ...one })
    }
  }

  draw(id: string, nonce: number, changes: Partial<BoardElement> = {}): void {
    const mine = this.scene.get(id)
    if (mine) Object.assign(mine, changes, { version: mine.version + 1, versionNonce: nonce })
    else this.scene.set(id, element(id, { versionNonce: nonce, ...changes }))
  }
}
