import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { describe, test } from 'node:test'
import { World } from '../lib/world.ts'

// WS1, WS2, WS5, DS3: who may open a connection, whose it is then, and what it cannot reach by a crafted name.
const world = await World.start()
const origin = new URL(world.server.url).origin

interface Answer {
  status: number | undefined
  body: string
}

interface Request {
  method?: string
  body?: string
  headers?: Record<string, string>
}

/** A bare request to the Socket.IO path; an upgrade that is accepted answers 101 and is closed. */
async function ask(
  query: string,
  { method = 'GET', body = '', headers = {} }: Request,
): Promise<Answer> {
  const url = `${world.server.url}/socket.io/?EIO=4&${query}`
  const asked = request(url, { method, headers, agent: false })
  const answered = once(asked, 'response') as Promise<[IncomingMessage]>
  const upgraded = once(asked, 'upgrade') as Promise<[IncomingMessage]>
  asked.end(body)
  const [response] = await Promise.race([answered, upgraded])
  if (response.statusCode === 101) {
    response.socket.destroy()
    return { status: 101, body: '' }
  }
  let text = ''
  for await (const piece of response) text += String(piece)
  return { status: response.statusCode, body: text }
}

const polling = (headers: Record<string, string>) => ask('transport=polling', { headers })
const upgrade = (headers: Record<string, string>, sid = '') =>
  ask(`transport=websocket${sid && `&sid=${sid}`}`, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    },
  })

async function open(headers: Record<string, string>): Promise<string> {
  const { status, body } = await polling(headers)
  assert.equal(status, 200)
  return (JSON.parse(body.slice(1)) as { sid: string }).sid
}

async function cookie(): Promise<string> {
  const answer = await world.stranger.request('POST', '/api/guests', {
    body: {},
    headers: { origin },
  })
  const given = (answer.headers.get('set-cookie') ?? '').split(';')[0] as string
  world.watch.learn(given.split('=')[1] as string)
  return given
}

describe('a page of another site (WS1)', () => {
  for (const from of ['https://evil.example', 'null', `${origin}.evil.example`]) {
    test(`opens nothing with somebody's cookie: ${from}`, async () => {
      const own = { cookie: await cookie(), origin }
      const foreign = { ...own, origin: from }
      const sid = await open(own)
      assert.equal((await polling(foreign)).status, 403)
      assert.equal((await upgrade(foreign)).status, 403)
      assert.equal((await upgrade(foreign, sid)).status, 403)
      assert.equal((await upgrade(own, sid)).status, 101)
    })
  }
})

describe('a sid (WS2)', () => {
  test('is long, and serves nobody but the cookie that opened it', async () => {
    const own = { cookie: await cookie(), origin }
    const sid = await open(own)
    assert.ok(sid.length >= 22)
    const poll = `transport=polling&sid=${sid}`
    const others: Record<string, string>[] = [{ cookie: await cookie(), origin }, { origin }, {}]
    for (const headers of others) {
      assert.equal((await ask(poll, { headers })).status, 403)
      assert.equal((await ask(poll, { method: 'POST', body: '40', headers })).status, 403)
      assert.notEqual((await upgrade(headers, sid)).status, 101)
    }
    assert.equal((await ask(poll, { method: 'POST', body: '40', headers: own })).body, 'ok')
    assert.match((await ask(poll, { headers: own })).body, /^40/)
  })
})

describe('a crafted room name (WS5)', () => {
  test('joins nothing, and nothing private comes', async () => {
    const { code, live, room, me } = await world.room()
    const outsider = await (await world.guest()).connect()
    const names = [
      '',
      '*',
      `room:${room.id}`,
      `user:${me.id}`,
      `member:${me.id}`,
      room.id,
      `${code}\u0000`,
    ]
    for (const name of names) {
      for (const event of ['join', 'subscribe', 'room:join', 'room:sync']) {
        const payload = event === 'room:join' ? { code: name } : { room: name, code: name }
        const answer = await outsider.ask(event, payload)
        assert.equal(answer.ok, false, `${event} ${name}`)
      }
    }
    await live.send('room:update', { name: 'Private' })
    await live.next('room:updated')
    await outsider.send('clock:ping', {})
    assert.deepEqual(outsider.seen('room:updated'), [])
  })
})
