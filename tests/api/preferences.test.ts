import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Preferences } from '../../api/events.ts'
import { newcomer } from '../lib/people.ts'
import { World } from '../lib/world.ts'

const world = await World.start({ flags: ['--rate-limits', 'off'] })
const path = '/api/me/preferences'
const put = (values: unknown) => ({ body: { values } })
const of = (value: unknown, changedAt: number) => ({ value, changedAt })

test('preferences follow a person; of two of one name the later change wins', async () => {
  const ana = await newcomer(world, 'ana')
  assert.deepEqual(await ana.rest.get(path), { values: {} })
  const theme = of('matcha', 2000)
  const first = put({ theme, 'sounds.volume': of(0.4, 1000) })
  const { body } = await ana.rest.request('PUT', path, first)
  assert.deepEqual(body, first.body)
  const late = put({ theme: of('sky', 1999), 'sounds.volume': of(null, 1001), week: of([1], 5) })
  await ana.rest.request('PUT', path, late)
  assert.deepEqual(await ana.rest.get(path), {
    values: { theme, 'sounds.volume': of(null, 1001), week: of([1], 5) },
  })
  const bea = await newcomer(world, 'bea')
  assert.deepEqual(await bea.rest.get(path), { values: {} }, 'nobody else’s (IN7)')
})

test('a device whose clock is fast does not win for ever', async () => {
  const carl = await newcomer(world, 'carl')
  await carl.rest.request('PUT', path, put({ theme: of('sky', Date.now() + 9e9) }))
  const { values } = await carl.rest.get<Preferences>(path)
  assert.ok((values.theme?.changedAt ?? Infinity) <= Date.now() + 1000)
})

test('the person’s other tabs are told of what has changed, and nobody else', async () => {
  const dora = await newcomer(world, 'dora')
  const eve = await newcomer(world, 'eve')
  const tabs = [await dora.connect(), await dora.connect()]
  const other = await eve.connect()
  await dora.rest.request('PUT', path, put({ theme: of('lofi', 1000), old: of(1, 1000) }))
  for (const tab of tabs) {
    const told = await tab.next('preferences:changed')
    assert.deepEqual(told, { values: { theme: of('lofi', 1000), old: of(1, 1000) } })
  }
  await dora.rest.request('PUT', path, put({ theme: of('sky', 2000), old: of(2, 500) }))
  const told = await tabs[0]?.next('preferences:changed')
  assert.deepEqual(told, { values: { theme: of('sky', 2000) } }, 'what did not win is no change')
  await eve.rest.request('PUT', path, put({ theme: of('tomato', 1) }))
  assert.deepEqual(await other.next('preferences:changed'), { values: { theme: of('tomato', 1) } })
})

test('names, sizes and numbers are bounded', async () => {
  const fay = await newcomer(world, 'fay')
  const many = (count: number, from = 0) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${from + i}`, of(i, 1)]))
  const faults: [unknown, string][] = [
    [undefined, 'required'],
    [[], 'wrong_type'],
    [{ '': of(1, 1) }, 'bad_name'],
    [{ '1a': of(1, 1) }, 'bad_name'],
    [{ 'a b': of(1, 1) }, 'bad_name'],
    [{ ['x'.repeat(65)]: of(1, 1) }, 'bad_name'],
    [{ a: 1 }, 'wrong_type'],
    [{ a: { changedAt: 1 } }, 'required'],
    [{ a: { value: 1 } }, 'required'],
    [{ a: { value: 1, changedAt: 'now' } }, 'wrong_type'],
    [{ a: of('x'.repeat(4095), 1) }, 'too_long'],
    [many(101), 'too_many'],
  ]
  for (const [values, reason] of faults) {
    const problem = await fay.rest.refused('PUT', path, put(values))
    const what = JSON.stringify(values ?? null).slice(0, 60)
    assert.deepEqual([what, problem.status, problem.reason], [what, 400, reason])
  }
  await fay.rest.request('PUT', path, put(many(100)))
  const full = await fay.rest.refused('PUT', path, put(many(1, 100)))
  assert.equal(full.reason, 'too_many_preferences')
  const { values } = await fay.rest.get<Preferences>(path)
  assert.equal(Object.keys(values).length, 100)
})
