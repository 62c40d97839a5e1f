import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ChatMessage } from '../../api/events.ts'
import { World } from '../lib/world.ts'

// M6: the history upwards.
const world = await World.start({ flags: ['--rate-limits', 'off'] })

interface Page {
  items: ChatMessage[]
  nextCursor: string | null
}

/** A room in which Ana has said 0, 1, 2, … */
async function talk(count: number) {
  const room = await world.room()
  const messages = await Promise.all(
    Array.from({ length: count }, (_, i) =>
      room.live.send('chat:send', { text: `${i}`, clientId: `${i}` }),
    ),
  )
  return { ...room, messages, path: `/api/rooms/${room.code}/messages` }
}
const numbers = (items: ChatMessage[]) => items.map(({ text }) => Number(text))

describe('GET /api/rooms/{code}/messages', () => {
  test('gives the newest first, and every message once when followed down', async () => {
    const { host, path, messages } = await talk(120)
    const all: ChatMessage[] = []
    const sizes: number[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page = await host.rest.get(`${path}?cursor=${cursor}`)
      all.push(...page.items)
      sizes.push(page.items.length)
      cursor = page.nextCursor
    }
    assert.deepEqual(sizes, [50, 50, 20])
    assert.deepEqual(all, messages.toReversed())
  })

  test('goes on from the snapshot by the sequence of its oldest message', async () => {
    const { host, code, path } = await talk(60)
    const { snapshot } = await host.enter(code)
    assert.deepEqual(numbers(snapshot.chat.messages).slice(0, 3), [10, 11, 12])
    assert.equal(snapshot.chat.hasEarlier, true)
    const oldest = snapshot.chat.messages[0]?.sequence
    const page = await host.rest.get<Page>(`${path}?before=${oldest}&limit=4`)
    assert.deepEqual(numbers(page.items), [9, 8, 7, 6])
    const next = await host.rest.get<Page>(`${path}?before=${page.nextCursor}&limit=100`)
    assert.deepEqual(numbers(next.items), [5, 4, 3, 2, 1, 0])
    assert.equal(next.nextCursor, null)
  })

  test('says in the snapshot that there is nothing earlier when there is not', async () => {
    const { host, code, path } = await talk(50)
    const { snapshot } = await host.enter(code)
    assert.deepEqual([snapshot.chat.messages.length, snapshot.chat.hasEarlier], [50, false])
    const before = snapshot.chat.messages[0]?.sequence
    assert.deepEqual(await host.rest.get(`${path}?before=${before}`), {
      items: [],
      nextCursor: null,
    })
  })

  test('shows deleted messages without their text', async () => {
    const { host, live, path, messages } = await talk(2)
    const deleted = await live.send('chat:delete', { messageId: messages[0]?.id ?? '' })
    assert.deepEqual(await host.rest.get(path), { items: [messages[1], deleted], nextCursor: null })
  })

  for (const [query, field] of [
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=x', 'limit'],
    ['before=-1', 'before'],
    ['before=x', 'before'],
    ['cursor=x', 'cursor'],
  ] as const) {
    test(`refuses ?${query}`, async () => {
      const { host, path } = await talk(0)
      const problem = await host.rest.refused('GET', `${path}?${query}`)
      assert.deepEqual([problem.status, problem.errors?.[0]?.field], [400, field])
    })
  }

  test('is for who is in the room', async () => {
    const { code, path, live } = await talk(1)
    assert.equal((await world.stranger.refused('GET', path)).status, 401)
    const bea = await world.guest('Bea')
    const outside = await bea.rest.refused('GET', path)
    assert.deepEqual([outside.status, outside.reason], [403, 'not_member'])
    const { snapshot } = await bea.enter(code)
    assert.equal((await bea.rest.get<Page>(path)).items.length, 1)
    await live.send('member:kick', { memberId: snapshot.me.id })
    const kicked = await bea.rest.refused('GET', path)
    assert.deepEqual([kicked.status, kicked.reason], [403, 'not_member'])
    const unknown = await bea.rest.refused('GET', '/api/rooms/pomo-ZZZZZZ/messages')
    assert.deepEqual([unknown.status, unknown.reason], [404, 'unknown_room'])
  })
})
