import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ask, guestFrom } from '../lib/from.ts'
import { Server, type ServerOptions, temporaryDirectory } from '../lib/server.ts'

const directory = temporaryDirectory()
after(() => directory.remove())

/** How many guesses and how many guests a server lets through of four each. */
async function allowed(options: ServerOptions): Promise<[guesses: number, guests: number]> {
  const server = await Server.start(options)
  let [guesses, guests] = [0, 0]
  for (let i = 0; i < 4; ++i) {
    if ((await ask(`${server.url}/api/rooms/pomo-ZZZZZZ`)).status === 404) ++guesses
    await guestFrom(server.url).then(
      () => ++guests,
      () => undefined,
    )
  }
  await server.stop()
  return [guesses, guests]
}

test('a limit is set by flags, the environment or the file, several at once too', async () => {
  const file = join(directory.path, 'pomopomo.conf')
  writeFileSync(
    file,
    'limit=room_guesses=1/h,guest_creation=2/h\ntrusted-proxies=10.0.0.1,10.0.0.2\n',
  )
  const flags = ['--config', file]
  assert.deepEqual(await allowed({ flags }), [1, 2])
  const env = { POMOPOMO_LIMIT: 'room_guesses=3/h' }
  assert.deepEqual(await allowed({ flags, env }), [3, 4], 'the environment wins over the file')
  const twice = ['--limit', 'room_guesses=2/h', '--limit', 'guest_creation=1/h']
  assert.deepEqual(await allowed({ flags: [...flags, ...twice], env }), [2, 1], 'a flag over both')
})

test('off means off, and is said', async () => {
  const server = await Server.start({ flags: ['--rate-limits', 'off'] })
  for (let i = 0; i < 40; ++i) {
    assert.equal((await ask(`${server.url}/api/rooms/pomo-ZZZZZZ`)).status, 404)
  }
  assert.equal(server.logged('rate_limits_off').length, 1)
  await server.stop()
})
