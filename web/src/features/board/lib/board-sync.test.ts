import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BoardSync, type BoardStatus } from './board-sync'
import { element, FakeCanvas, FakeChannel, FakeServer } from './testing'

let server: FakeServer
const open: BoardSync[] = []

beforeEach(() => {
  vi.useFakeTimers()
  server = new FakeServer()
})
afterEach(() => {
  for (const sync of open.splice(0)) sync.stop()
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

function person(network?: ConstructorParameters<typeof FakeChannel>[1]) {
  const channel = new FakeChannel(server, network)
  const canvas = new FakeCanvas()
  const statuses: BoardStatus[] = []
  const sync = new BoardSync(channel, canvas, (status) => statuses.push(status))
  open.push(sync)
  channel.connected = true
  sync.start()
  const draw = (...args: Parameters<FakeCanvas['draw']>) => {
    canvas.draw(...args)
    sync.changed()
  }
  return { channel, canvas, sync, draw, status: () => statuses.at(-1) }
}

const sent = () => server.updates.flat().map(({ id, version }) => `${id}@${version}`)

describe('BoardSync', () => {
  it('shows what was there, and is live then', async () => {
    server.merge([element('old')], null)
    const ana = person()
    await pass(10)
    expect(ana.canvas.elements().map(({ id }) => id)).toEqual(['old'])
    expect(ana.status()).toEqual({ phase: 'live', fault: null })
  })

  it('sends what changed, once, and not what others drew', async () => {
    const ana = person()
    const bea = person()
    await pass(10)
    ana.draw('a', 5)
    await pass(200)
    expect(bea.canvas.scene.get('a')?.version).toBe(1)
    bea.sync.changed()
    ana.draw('a', 6)
    ana.draw('b', 7)
    await pass(200)
    expect(sent()).toEqual(['a@1', 'a@2', 'b@1'])
  })

  it('gathers changes for 50 ms', async () => {
    const ana = person()
    await pass(10)
    for (let i = 1; i <= 20; i++) {
      ana.draw('a', i)
      await pass(10)
    }
    await pass(100)
    expect(server.updates.length).toBeLessThanOrEqual(6)
    expect(server.elements.get('a')?.version).toBe(20)
  })

  it('sends what an element was at that moment, and then what it became meanwhile', async () => {
    const ana = person({ delayMs: () => 100, loses: () => false })
    await pass(1_000)
    ana.draw('a', 1)
    await pass(60) // under way
    ana.draw('a', 2)
    await pass(1_000)
    expect(sent()).toEqual(['a@1', 'a@2'])
  })

  it('does not send what was deleted before anybody saw it', async () => {
    const ana = person()
    await pass(10)
    ana.draw('a', 1)
    ana.draw('a', 2, { isDeleted: true })
    await pass(200)
    expect(sent()).toEqual([])
  })

  it('merges what was drawn offline with what others drew, after coming back', async () => {
    const ana = person()
    const bea = person()
    await pass(10)
    ana.draw('both', 5)
    await pass(100)
    ana.channel.cut()
    expect(ana.status()?.phase).toBe('offline')
    ana.draw('mine', 1)
    ana.draw('both', 3)
    bea.draw('both', 9)
    bea.draw('hers', 1)
    await pass(500)
    ana.channel.connect()
    await pass(500)
    expect(ana.status()?.phase).toBe('live')
    for (const { canvas } of [ana, bea]) {
      expect([...canvas.scene.keys()].toSorted()).toEqual(['both', 'hers', 'mine'])
      expect(canvas.scene.get('both')?.versionNonce).toBe(3)
    }
  })

  it('leaves alone what the person works on, and takes it in afterwards', async () => {
    const ana = person()
    const bea = person()
    await pass(10)
    ana.draw('text', 5)
    await pass(100)
    ana.canvas.held.add('text')
    bea.draw('text', 1)
    bea.draw('text', 1)
    await pass(100)
    expect(ana.canvas.scene.get('text')?.version).toBe(1)
    ana.canvas.held.clear()
    ana.sync.changed()
    await pass(100)
    expect(ana.canvas.scene.get('text')?.version).toBe(3)
  })

  it('finds out that a change got lost, and fetches the board', async () => {
    let losing = false
    const ana = person({ delayMs: () => 1, loses: () => losing })
    await pass(10)
    losing = true
    server.merge([element('lost')], null)
    losing = false
    server.merge([element('next')], null)
    await pass(100)
    expect([...ana.canvas.scene.keys()]).toEqual(['next'])
    await pass(3_000)
    expect([...ana.canvas.scene.keys()].toSorted()).toEqual(['lost', 'next'])
  })

  it('finds out within 20 s when the last change got lost; fetches nothing while all is well', async () => {
    let losing = false
    const ana = person({ delayMs: () => 1, loses: () => losing })
    await pass(70_000)
    expect(ana.channel.loads).toBe(1)
    losing = true
    server.merge([element('lost')], null)
    losing = false
    await pass(21_000)
    expect([...ana.canvas.scene.keys()]).toEqual(['lost'])
  })

  it('fetches the board when the server says so', async () => {
    const ana = person()
    await pass(10)
    server.elements.set('a', element('a'))
    server.sequence += 1
    server.tell({ boardId: 'b', sequence: server.sequence, elements: [], reload: true }, null)
    await pass(100)
    expect([...ana.canvas.scene.keys()]).toEqual(['a'])
  })

  it('cuts much into messages, and says what fits into none', async () => {
    const ana = person()
    await pass(10)
    for (let i = 0; i < 30; i++) ana.draw(`n${i}`, 1, { text: 'x'.repeat(10_000) })
    ana.draw('huge', 1, { text: 'é'.repeat(40_000) })
    await pass(1_000)
    expect(server.elements.size).toBe(30)
    for (const update of server.updates)
      expect(JSON.stringify(update).length).toBeLessThanOrEqual(60_000)
    expect(ana.status()?.fault).toBe('tooBig')
    ana.draw('huge', 2, { text: 'small' })
    await pass(21_000)
    expect(server.elements.has('huge')).toBe(true)
    expect(ana.status()?.fault).toBe(null)
  })

  it('keeps what a full board does not take, lets changes through, and tries again later', async () => {
    server.maxElements = 2
    const ana = person()
    await pass(10)
    ana.draw('a', 1)
    ana.draw('b', 1)
    await pass(100)
    ana.draw('a', 2)
    ana.draw('c', 1)
    await pass(200)
    expect(ana.status()?.fault).toBe('full')
    expect(server.elements.get('a')?.version).toBe(2)
    const updates = server.updates.length
    await pass(5_000)
    expect(server.updates.length).toBe(updates)
    server.maxElements = 3
    await pass(41_000)
    expect(server.elements.has('c')).toBe(true)
    expect(ana.status()?.fault).toBe(null)
  })

  it('keeps what a locked board does not take until the lock goes', async () => {
    const ana = person()
    await pass(10)
    server.locked = true
    ana.draw('a', 1)
    await pass(500)
    expect(ana.status()?.fault).toBe('locked')
    server.locked = false
    ana.sync.tryAgain()
    await pass(500)
    expect(server.elements.has('a')).toBe(true)
    expect(ana.status()?.fault).toBe(null)
  })
})

describe('several people drawing at random over a bad network', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('all end with the same board (seed %i)', async (seed) => {
    const random = randomFrom(seed)
    let bad = true
    const network = {
      delayMs: () => Math.floor(random() * 200),
      loses: () => bad && random() < 0.15,
    }
    const people = Array.from({ length: 5 }, () => person(network))
    for (let step = 0; step < 400; step++) {
      const one = people[Math.floor(random() * people.length)]!
      const choice = random()
      if (choice < 0.04) one.channel.cut()
      else if (choice < 0.12 && !one.channel.connected) one.channel.connect()
      else {
        const id = `e${Math.floor(random() * 25)}`
        const nonce = Math.floor(random() * 2 ** 31)
        one.draw(id, nonce, { isDeleted: random() < 0.2, x: random() })
      }
      await pass(Math.floor(random() * 120))
    }
    bad = false
    for (const { channel } of people) if (!channel.connected) channel.connect()
    await pass(60_000)
    const boardOf = (elements: Iterable<{ id: string; isDeleted: boolean }>) =>
      JSON.stringify([...elements].filter(({ isDeleted }) => !isDeleted).toSorted(byId))
    const truth = boardOf(server.elements.values())
    expect(server.elements.size).toBeGreaterThan(10)
    for (const { canvas } of people) expect(boardOf(canvas.elements())).toBe(truth)
  })
})

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)

/** mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
