import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkHttp } from '../lib/contract.ts'
import { type Me, newcomer } from '../lib/people.ts'
import { animatedPng, jpegWithPlace, png, secretPlace } from '../lib/pictures.ts'
import { select } from '../lib/store.ts'
import { type Person, World } from '../lib/world.ts'

// Pictures of people: made anew, and served so that nothing in them can run (UP1, UP2).
const world = await World.start({ flags: ['--rate-limits', 'off'] })

async function put(person: Person, body: Buffer, type = 'image/png') {
  const answer = await fetch(`${world.server.url}/api/me/avatar`, {
    method: 'PUT',
    headers: { ...person.browser?.headers(), 'content-type': type },
    body: new Uint8Array(body),
  })
  const text = await answer.text()
  checkHttp('PUT', '/api/me/avatar', { status: answer.status, headers: answer.headers, text })
  return { status: answer.status, ...(JSON.parse(text) as { avatarUrl: string; reason: string }) }
}

async function get(url: string) {
  const answer = await fetch(world.server.url + url)
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
}

const urlOf = async (person: Person) => (await person.rest.get<Me>('/api/me')).avatarUrl

test('a picture becomes a square WebP under a random name, with nothing else in it (UP1, UP2)', async () => {
  const ana = await newcomer(world, 'ana')
  const { status, avatarUrl } = await put(ana, jpegWithPlace(), 'image/jpeg')
  assert.equal(status, 200)
  assert.match(avatarUrl, /^\/api\/avatars\/[\w-]{22}$/)
  assert.equal(await urlOf(ana), avatarUrl)
  const { answer, bytes } = await get(avatarUrl)
  assert.deepEqual(
    ['content-type', 'x-content-type-options', 'content-security-policy'].map((name) =>
      answer.headers.get(name),
    ),
    ['image/webp', 'nosniff', "default-src 'none'; sandbox"],
  )
  assert.match(answer.headers.get('content-disposition') ?? '', /^inline; filename=/)
  assert.equal(bytes.toString('latin1', 8, 12), 'WEBP')
  assert.ok(!bytes.includes(secretPlace), 'where it was taken is gone')

  const session = await ana.rest.get<{ user: { avatarUrl: string } }>('/api/session')
  assert.equal(session.user.avatarUrl, avatarUrl)
  const { code } = await world.room()
  assert.equal((await ana.enter(code)).snapshot.me.avatar, avatarUrl)
  assert.equal((await ana.rest.get<Me>('/api/users/ana')).avatarUrl, avatarUrl)
})

test('a wide picture is cut to its middle', async () => {
  const bea = await newcomer(world, 'bea')
  const { avatarUrl } = await put(bea, png(900, 300))
  const { bytes } = await get(avatarUrl)
  // VP8: the size stands behind the start code of the frame.
  const at = bytes.indexOf(Buffer.from([0x9d, 0x01, 0x2a]))
  assert.deepEqual(
    [bytes.readUInt16LE(at + 3) & 0x3fff, bytes.readUInt16LE(at + 5) & 0x3fff],
    [256, 256],
  )
})

test('another picture takes the place of the first, whose address ends', async () => {
  const carl = await newcomer(world, 'carl')
  const { avatarUrl: first } = await put(carl, png(64, 64))
  const { avatarUrl: second } = await put(carl, png(32, 32))
  assert.notEqual(first, second)
  assert.deepEqual(
    [(await get(first)).answer.status, (await get(second)).answer.status],
    [404, 200],
  )
  const gone = await carl.rest.request('DELETE', '/api/me/avatar', { body: {} })
  assert.equal(gone.status, 204)
  assert.equal((await get(second)).answer.status, 404)
  assert.equal(await urlOf(carl), null)
  const rows = select<{ n: number }>(
    world.server.dataDir,
    `SELECT count(*) AS n FROM avatars WHERE user_id = ${carl.id}`,
  )
  assert.equal(rows[0]?.n, 0)
})

test('what is no picture, or too much of one, is refused and changes nothing (UP1)', async () => {
  const dora = await newcomer(world, 'dora')
  const { avatarUrl } = await put(dora, png(16, 16))
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const bad: [Buffer, string, number, string][] = [
    [svg, 'image/svg+xml', 415, 'unsupported_media_type'],
    [svg, 'image/png', 400, 'unknown_image'],
    [Buffer.from('GIF89a=alert(1)//'), 'image/png', 400, 'unknown_image'],
    [png(8, 8, { claims: { width: 50_000, height: 50_000 } }), 'image/png', 400, 'too_many_pixels'],
    [png(64, 64).subarray(0, 200), 'image/png', 400, 'broken_image'],
    [Buffer.alloc(0), 'image/png', 400, 'unknown_image'],
  ]
  for (const [body, type, status, reason] of bad) {
    const answer = await put(dora, body, type)
    assert.deepEqual([answer.status, answer.reason], [status, reason])
  }
  assert.equal(await urlOf(dora), avatarUrl)
  assert.equal((await put(dora, animatedPng(100))).status, 200, 'its first frame')
})
