import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ask, connectFrom, guestFrom } from '../lib/from.ts'
import { Nginx } from '../lib/nginx.ts'
import { Server } from '../lib/server.ts'
import { hangs, until } from '../lib/until.ts'
import { fourSegments, World } from '../lib/world.ts'

// RL2, HT7: a limit is the same whatever a client changes about itself; RL5: it costs others nothing.

const short = ['--limit', 'room_guesses=10/h,timer_control=10/h,socket_openings=10/h']
const world = await World.start({ flags: short })
const proxied = await Server.start({ flags: [...short, '--trusted-proxies', '127.0.0.1/32'] })
const nginx = await Nginx.start([proxied.url])
after(() => proxied.stop())
after(() => nginx.stop())

/** How many of 30 guesses are looked up at all. */
async function guesses(
  url: string,
  from: string,
  headers: (attempt: number) => Record<string, string> = () => ({}),
): Promise<number> {
  let through = 0
  for (let i = 0; i < 30; ++i) {
    const answer = await ask(`${url}/api/rooms/pomo-ZZZZZZ`, { from, headers: headers(i) })
    if (answer.status === 404) ++through
    else assert.equal(answer.status, 429, answer.body)
  }
  return through
}

test('an unlisted peer cannot be somebody else by headers', async () => {
  const spoofed = (i: number) => ({
    'x-forwarded-for': `198.51.100.${i}`,
    'x-real-ip': `198.51.100.${i}`,
    forwarded: `for=198.51.100.${i}`,
    'user-agent': `agent ${i}`,
  })
  assert.equal(await guesses(world.server.url, '127.0.0.21', spoofed), 10)
})

test('a new guest for each attempt changes nothing for the address', async () => {
  const from = '127.0.0.22'
  let through = 0
  for (let i = 0; i < 20; ++i) {
    const authorization = `Bearer ${await guestFrom(world.server.url, { from })}`
    const url = `${world.server.url}/api/rooms/pomo-ZZZZZZ`
    if ((await ask(url, { from, headers: { authorization } })).status === 404) ++through
  }
  assert.equal(through, 10)
})

test('behind a listed proxy each client has its own, by the right-most hop that is no proxy', async () => {
  const forwarded = (value: (i: number) => string) => (i: number) => ({
    'x-forwarded-for': value(i),
  })
  const count = (value: (i: number) => string) =>
    guesses(proxied.url, '127.0.0.1', forwarded(value))
  assert.equal(await count((i) => `198.51.100.${i}, 192.0.2.1`), 10)
  assert.equal(await count(() => '192.0.2.2'), 10, 'the next client')
  assert.equal(await count((i) => `192.0.2.3, 127.0.0.1${i % 2 ? '' : ', 127.0.0.1'}`), 10)
  assert.equal(await count((i) => `2001:db8:0:1::${i + 1}`), 10, 'a /64 is one client')
  assert.equal(await count((i) => `2001:db8:0:${i + 2}::1`), 30, 'other networks are others')
})

test('through the nginx of the sample a client cannot be somebody else either', async () => {
  const spoofed = (i: number) => ({ 'x-forwarded-for': `198.51.100.${i}` })
  assert.equal(await guesses(nginx.url, '127.0.0.23', spoofed), 10)
  assert.equal(await guesses(nginx.url, '127.0.0.24'), 10)
})

test('tabs, transports and new connections of a person share their timer events', async () => {
  const { host, live, code } = await world.room({ segments: fourSegments })
  const second = await host.connect({ transports: ['polling'] })
  await second.join(code)
  let through = 0
  const press = async (tab: typeof live) => {
    if ((await tab.ask('timer:restart', {})).ok) ++through
  }
  for (let i = 0; i < 3; ++i) await Promise.all([press(live), press(second)])
  live.close()
  const third = await host.connect()
  await third.join(code)
  for (let i = 0; i < 3; ++i) await Promise.all([press(second), press(third)])
  const other = await world.room({ segments: fourSegments }, host)
  for (let i = 0; i < 3; ++i) await press(other.live)
  assert.equal(through, 10)

  const stranger = await world.room({ segments: fourSegments })
  await stranger.live.send('timer:play', {})
})

test('both transports of an address share its openings', async () => {
  const from = '127.0.0.25'
  const key = { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' }
  let through = 0
  for (let i = 0; i < 20; ++i) {
    const opening = `${world.server.url}/socket.io/?EIO=4&transport=polling`
    if ((await ask(opening, { from })).status === 200) ++through
  }
  assert.equal(through, 10)
  const upgrade = `${world.server.url}/socket.io/?EIO=4&transport=websocket`
  const headers = { ...key, 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }
  assert.equal((await ask(upgrade, { from, headers })).status, 429)
})

test('RL5: while one address is refused again and again, others are served', async () => {
  const server = await Server.start()
  after(() => server.stop())
  let attacking = true
  let refusals = 0
  const attack = async (path: string) => {
    while (attacking) {
      const answer = await ask(server.url + path, { from: '127.0.0.66' }).catch(() => undefined)
      if (answer?.status === 429) ++refusals
    }
  }
  const openings = '/socket.io/?EIO=4&transport=polling'
  const attacks = ['/api/rooms/pomo-ZZZZZZ', '/api/rooms?open=1', openings].flatMap((path) =>
    Array.from({ length: 4 }, () => attack(path)),
  )
  await until(() => refusals > 100, { what: () => 'the attacker to be refused' })

  const from = '127.0.0.67'
  const socket = connectFrom(server.url, await guestFrom(server.url, { from }), { from })
  for (let i = 0; i < 50; ++i) {
    assert.equal((await ask(`${server.url}/api/rooms?open=1`, { from })).status, 200)
    const answer = (await socket.timeout(hangs).emitWithAck('clock:ping', {})) as { ok: boolean }
    assert.ok(answer.ok)
  }
  assert.ok(socket.connected)
  attacking = false
  await Promise.all(attacks)
  socket.disconnect()
})
