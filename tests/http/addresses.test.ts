import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { World } from '../lib/world.ts'

// HT7: who somebody is to a limit. Guessed codes serve as the limit: 20 misses a minute and address (R11).
const world = await World.start({ flags: ['--rate-limits', 'on'] })
const proxied = await World.start({
  flags: ['--rate-limits', 'on', '--trusted-proxies', '127.0.0.1, 10.0.0.0/8'],
})

/** How many guesses get through before the first that is refused; at most `most` are made. */
async function guesses(of: World, headers: (i: number) => Record<string, string>, most = 40) {
  for (let i = 0; i < most; ++i) {
    const path = `/api/rooms/pomo-ZZZZ${String.fromCharCode(65 + (i % 8))}Z`
    const { status } = await of.stranger.request('GET', path, { headers: headers(i) })
    if (status === 429) return i
    assert.equal(status, 404)
  }
  return most
}
/** On a busy machine a guess may have come back meanwhile. */
const usedUp = 3
async function useUp(of: World, headers: (i: number) => Record<string, string>): Promise<void> {
  const through = await guesses(of, headers)
  assert.ok(through >= 20 && through < 40, `${through} were let through`)
}

test('a peer that is no listed proxy cannot say who it is', async () => {
  const names = ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'True-Client-IP', 'CF-Connecting-IP']
  const claims = (i: number) => ({
    ...Object.fromEntries(names.map((name) => [name, `203.0.113.${i}`])),
    Forwarded: `for=203.0.113.${i}`,
  })
  await useUp(world, claims)
  assert.ok((await guesses(world, (i) => claims(100 + i))) <= usedUp)
})

describe('a listed proxy', () => {
  const via = (addresses: string) => ({ 'X-Forwarded-For': addresses })

  test('says it by the right-most hop that is no proxy, whatever stands before', async () => {
    const spoofed = (i: number) => via(`198.51.100.${i}, 203.0.113.1, 10.1.2.3`)
    await useUp(proxied, spoofed)
    assert.ok((await guesses(proxied, () => via('203.0.113.1'))) <= usedUp)
    assert.equal(await guesses(proxied, () => via('203.0.113.2'), 10), 10, 'another client')
  })

  test('has its other headers ignored', async () => {
    const claims = (i: number) => ({ 'X-Real-IP': `203.0.113.${i}`, Forwarded: `for=192.0.2.${i}` })
    await useUp(proxied, claims)
    assert.ok((await guesses(proxied, () => ({}))) <= usedUp, 'it was the proxy itself')
  })

  test('speaks of a whole IPv6 network, and of mapped addresses as IPv4', async () => {
    const inside = (i: number) => via(`2001:db8:1:2::${i}`)
    await useUp(proxied, inside)
    assert.equal(await guesses(proxied, () => via('2001:db8:1:3::1'), 10), 10, 'another network')
    const mapped = (i: number) => via(i % 2 === 0 ? '203.0.113.9' : '::ffff:203.0.113.9')
    await useUp(proxied, mapped)
    assert.ok((await guesses(proxied, () => mapped(0))) <= usedUp)
  })

  test('that says nonsense is taken for the client', async () => {
    for (const nonsense of ['unknown', '_hidden', '', '999.1.1.1', '203.0.113.1;drop', '[::1']) {
      const through = await guesses(proxied, () => via(nonsense))
      assert.ok(through <= usedUp, `${nonsense}: the proxy’s own guesses are used up`)
    }
  })
})
