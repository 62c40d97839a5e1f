import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newcomer } from '../lib/people.ts'
import { World } from '../lib/world.ts'

interface Page {
  items: { id: string; kind: string; at: number; address: string; detail: string | null }[]
  nextCursor: string | null
}

const world = await World.start({ flags: ['--rate-limits', 'off'] })

test('a person sees what happened to the own account, newest first, by pages (LG1)', async () => {
  const ana = await newcomer(world, 'ana')
  const bea = await newcomer(world, 'bea')
  for (let i = 0; i < 2; ++i) await world.signUp('ana@example.test')
  const { items, nextCursor } = await ana.rest.get<Page>('/api/me/security')
  const signIns = items.filter(({ kind }) => kind.startsWith('signed_'))
  assert.ok(signIns.length >= 3)
  assert.equal(nextCursor, null)
  assert.deepEqual(
    items.map(({ at }) => at),
    items.map(({ at }) => at).sort((a, b) => b - a),
  )
  assert.ok(items.every(({ address }) => address.startsWith('127.0.0.0/')))

  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Page = await ana.rest.get(`/api/me/security?limit=2&cursor=${cursor}`)
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  }
  assert.deepEqual(
    seen,
    items.map(({ id }) => id),
  )
  const others = await bea.rest.get<Page>('/api/me/security')
  assert.ok(
    others.items.every(({ id }) => !seen.includes(id)),
    'nobody else’s (IN5)',
  )
  const problem = await world.stranger.refused('GET', '/api/me/security')
  assert.deepEqual([problem.status, problem.reason], [401, 'no_account'])
})
