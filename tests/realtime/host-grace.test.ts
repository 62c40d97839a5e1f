import assert from 'node:assert/strict'
import { test } from 'node:test'
import { World } from '../lib/world.ts'

// R9 with the grace that is set by default: the one test that waits for it.
const world = await World.start()

test('the host’s place is kept for thirty seconds, then given away', async () => {
  const { live, code } = await world.room()
  const { live: guest, snapshot } = await (await world.guest('Bea')).enter(code)
  live.close()
  await guest.next('member:updated', (member) => !member.isHere)
  const since = performance.now()
  const told = await guest.next('member:updated', (member) => member.role === 'host')
  const waited = performance.now() - since
  assert.equal(told.id, snapshot.me.id)
  assert.ok(waited > 28_500 && waited < 32_500, `${waited} ms`)
})
