import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, test } from 'node:test'
import { checkHttp } from '../lib/contract.ts'
import {
  animatedPng,
  jpegWithPlace,
  plainJpeg,
  plainWebp,
  png,
  pngWithPlace,
  secretPlace,
  webpWithPlace,
} from '../lib/pictures.ts'
import { type Person, World } from '../lib/world.ts'

// Images on whiteboards: made anew, kept to the room, served so that nothing in them can run (UP1, UP2).
const world = await World.start({
  flags: ['--limit', 'guest_creation=10000/h,board_files=200/min'],
})

interface BoardFile {
  fileId: string
  mimeType: string
  width: number
  height: number
  size: number
}
interface Problem {
  code: string
  reason: string
}
interface Got {
  status: number
  headers: Headers
  bytes: Buffer
}

async function ask(
  person: Person,
  method: string,
  path: string,
  body?: Buffer,
  type?: string,
): Promise<Got> {
  const headers: Record<string, string> = { authorization: `Bearer ${person.token}` }
  if (type) headers['content-type'] = type
  const answer = await fetch(world.server.url + path, {
    method,
    headers,
    body: body && new Uint8Array(body),
  })
  const bytes = Buffer.from(await answer.arrayBuffer())
  const { status } = answer
  checkHttp(method, path, { status, headers: answer.headers, text: bytes.toString() })
  return { status, headers: answer.headers, bytes }
}

const send = (person: Person, code: string, body: Buffer, type = 'image/png') =>
  ask(person, 'POST', `/api/rooms/${code}/board/files`, body, type)
const fetchFile = (person: Person, code: string, fileId: string) =>
  ask(person, 'GET', `/api/rooms/${code}/board/files/${fileId}`)

async function added(person: Person, code: string, body: Buffer, type?: string) {
  const { status, bytes } = await send(person, code, body, type)
  assert.equal(status, 201, bytes.toString())
  return JSON.parse(bytes.toString()) as BoardFile
}

async function refused(
  person: Person,
  code: string,
  body: Buffer,
  type?: string,
): Promise<[number, string, string]> {
  const { status, bytes } = await send(person, code, body, type)
  const problem = JSON.parse(bytes.toString()) as Problem
  return [status, problem.code, problem.reason]
}

describe('an image comes back', () => {
  const kinds: [string, Buffer][] = [
    ['image/png', png(16, 8)],
    ['image/jpeg', plainJpeg],
    ['image/webp', plainWebp],
  ]
  for (const [mimeType, body] of kinds) {
    test(`as the ${mimeType} it was, to whoever is in the room`, async () => {
      const { host, code } = await world.room()
      const bea = await world.guest('Bea')
      await bea.enter(code)
      const { fileId, ...file } = await added(host, code, body, mimeType)
      const got = await fetchFile(bea, code, fileId)
      assert.deepEqual(file, { mimeType, width: 16, height: 8, size: got.bytes.length })
      assert.equal(got.status, 200)
      const { headers } = got
      assert.equal(headers.get('content-type'), mimeType)
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox")
      assert.equal(headers.get('content-disposition'), 'inline; filename="whiteboard-image"')
      assert.equal(headers.get('cache-control'), 'private, max-age=31536000, immutable')
      assert.deepEqual(await added(bea, code, got.bytes, mimeType).then(({ width }) => width), 16)
    })
  }

  test('without where it was taken, and upright (UP1)', async () => {
    const { host, code } = await world.room()
    const places: [string, Buffer][] = [
      ['image/jpeg', jpegWithPlace()],
      ['image/png', pngWithPlace()],
      ['image/webp', webpWithPlace()],
    ]
    for (const [mimeType, body] of places) {
      assert.ok(body.includes(secretPlace))
      const { fileId, width, height } = await added(host, code, body, mimeType)
      const { bytes } = await fetchFile(host, code, fileId)
      assert.ok(!bytes.includes(secretPlace), mimeType)
      assert.deepEqual([width, height], [8, 16], mimeType)
    }
  })

  test('without what lies behind it, whatever its header called it (UP1, UP2)', async () => {
    const { host, code } = await world.room()
    const page = '<html><script>alert(document.cookie)</script></html>'
    const chunk: [string, Buffer][] = [['tEXt', Buffer.from(`Comment\0${page}`)]]
    const body = Buffer.concat([png(4, 4, { after: chunk }), Buffer.from(page)])
    const { fileId, mimeType } = await added(host, code, body, 'image/jpeg')
    assert.equal(mimeType, 'image/png')
    const { bytes, headers } = await fetchFile(host, code, fileId)
    assert.equal(headers.get('content-type'), 'image/png')
    assert.ok(!bytes.includes('script'))
    assert.equal(bytes.subarray(-8, -4).toString(), 'IEND')
  })

  test('as its first frame alone', async () => {
    const { host, code } = await world.room()
    const { fileId } = await added(host, code, animatedPng(10_000))
    const { bytes } = await fetchFile(host, code, fileId)
    assert.ok(!bytes.includes('acTL') && !bytes.includes('fcTL'))
  })
})

describe('is refused', () => {
  const bodyOf = (text: string) => Buffer.from(text)
  const wrong: [what: string, body: Buffer, reason: string][] = [
    ['nothing', Buffer.alloc(0), 'unknown_image'],
    ['an SVG', bodyOf('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'unknown_image'],
    ['a GIF', bodyOf('GIF89a\x01\x00\x01\x00/*'), 'unknown_image'],
    ['a BMP', bodyOf('BM......'), 'unknown_image'],
    ['a PDF', bodyOf('%PDF-1.4'), 'unknown_image'],
    ['a PNG cut short', png(200, 200).subarray(0, 500), 'broken_image'],
    ['a PNG of a head alone', png(4, 4).subarray(0, 33), 'broken_image'],
    ['a PNG of a signature alone', png(4, 4).subarray(0, 8), 'broken_image'],
    ['a JPEG cut short', plainJpeg.subarray(0, -20), 'broken_image'],
    ['a WebP cut short', plainWebp.subarray(0, 60), 'broken_image'],
    [
      'a PNG of 50 000 × 50 000',
      png(4, 4, { claims: { width: 50_000, height: 50_000 } }),
      'too_many_pixels',
    ],
    ['a PNG a pixel too wide', png(4097, 1), 'too_many_pixels'],
    ['noise', Buffer.concat([png(4, 4).subarray(0, 8), randomBytes(2000)]), 'broken_image'],
  ]
  test('what is no image, no whole one, or too many pixels (UP1)', async () => {
    const { host, code } = await world.room()
    for (const [what, body, reason] of wrong)
      assert.deepEqual(await refused(host, code, body), [400, 'invalid', reason], what)
    await added(host, code, png(4096, 1))
  })

  test('a JPEG of more passes than anybody needs', async () => {
    const { host, code } = await world.room()
    const scans = Buffer.concat(Array.from({ length: 100 }, () => Buffer.from([0xff, 0xda, 0, 2])))
    const many = Buffer.concat([plainJpeg.subarray(0, -2), scans, plainJpeg.subarray(-2)])
    assert.deepEqual((await refused(host, code, many, 'image/jpeg'))[2], 'broken_image')
  })

  test('what its header says is no image', async () => {
    const { host, code } = await world.room()
    for (const type of ['image/svg+xml', 'image/gif', 'text/html', 'application/json', ''])
      assert.deepEqual((await refused(host, code, png(4, 4), type))[0], 415, type)
  })

  test('what is over 2 MiB, while just below is looked at', async () => {
    const { host, code } = await world.room()
    const filled = (size: number) =>
      Buffer.concat([png(4, 4), Buffer.alloc(size - png(4, 4).length)])
    await added(host, code, filled(2 * 1024 * 1024))
    const over = await refused(host, code, filled(2 * 1024 * 1024 + 1))
    assert.deepEqual(over, [413, 'invalid', 'body_too_large'])
  })
})

describe('only', () => {
  test('who may draw adds, and who is in the room sees', async () => {
    const { host, live, code } = await world.room()
    const bea = await world.guest('Bea')
    const { live: tab, snapshot } = await bea.enter(code)
    const stranger = await world.guest('Cem')
    const { fileId } = await added(bea, code, png(4, 4))
    assert.deepEqual(await refused(stranger, code, png(4, 4)), [403, 'forbidden', 'not_member'])
    assert.equal((await fetchFile(stranger, code, fileId)).status, 403)

    await live.send('member:mute', { memberId: snapshot.me.id, muted: true })
    await added(bea, code, png(4, 4))
    await live.send('room:update', { boardLocked: true })
    assert.deepEqual(await refused(bea, code, png(4, 4)), [403, 'forbidden', 'board_locked'])
    assert.equal((await fetchFile(bea, code, fileId)).status, 200)
    await added(host, code, png(4, 4))

    await live.send('room:update', { boardLocked: false })
    await live.send('member:kick', { memberId: snapshot.me.id })
    assert.deepEqual(await refused(bea, code, png(4, 4)), [403, 'forbidden', 'not_member'])
    assert.equal((await fetchFile(bea, code, fileId)).status, 403)
    tab.close()
    await live.send('member:ban', { memberId: snapshot.me.id })
    assert.deepEqual(await refused(bea, code, png(4, 4)), [403, 'forbidden', 'banned'])
  })

  test('the board it is on has an image', async () => {
    const { host, code } = await world.room()
    const other = await world.room({}, host)
    const { fileId } = await added(host, code, png(4, 4))
    for (const [room, id] of [
      [other.code, fileId],
      [code, 'nothing'],
    ] as const)
      assert.equal((await fetchFile(host, room, id)).status, 404, id)
    assert.equal((await send(host, 'pomo-ZZZZZZ', png(4, 4))).status, 404)
  })

  test('50 fit on a board', async () => {
    const { host, code } = await world.room()
    for (let i = 0; i < 50; ++i) await added(host, code, png(2, 2))
    assert.deepEqual(await refused(host, code, png(2, 2)), [409, 'full', 'board_files_full'])
  })
})

/** A small image, to another server than the one above. */
async function sendTo({ server }: World, { token }: Person, code: string) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'image/png' }
  const url = `${server.url}/api/rooms/${code}/board/files`
  const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(png(2, 2)) })
  const { reason } = (await answer.json()) as Partial<Problem>
  return [answer.status, reason]
}

test('a machine without libvips takes no images, and all else', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'pomopomo-no-vips-'))
  await writeFile(path.join(folder, 'libvips.so.42'), '')
  const bare = await World.start({ env: { LD_LIBRARY_PATH: folder } })
  const { host, code } = await bare.room()
  for (let i = 0; i < 2; ++i)
    assert.deepEqual(await sendTo(bare, host, code), [503, 'no_decoder'])
  assert.equal((await host.rest.request('GET', `/api/rooms/${code}/board`)).status, 200)
  assert.equal(bare.server.logged('images_unavailable').length, 1)
  await rm(folder, { recursive: true })
})

test('there is a limit on how many a person sends', async () => {
  const slow = await World.start({ flags: ['--limit', 'board_files=1/h'] })
  const { host, code } = await slow.room()
  assert.deepEqual(await sendTo(slow, host, code), [201, undefined])
  assert.deepEqual(await sendTo(slow, host, code), [429, 'too_many_images'])
})
