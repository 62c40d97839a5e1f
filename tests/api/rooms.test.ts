import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Member, Queue, Room, Timer } from '../../api/events.ts'
import { displayNames, wrongDurations } from '../lib/names.ts'
import { World } from '../lib/world.ts'

const world = await World.start()
const ana = await world.guest('Ana')
const hour = 3_600_000

interface Preview {
  room: Room
  memberCount: number
  timer: Timer
  queue: Queue
}
const create = (body: unknown) => ana.rest.post<{ room: Room; me: Member }>('/api/rooms', body)
const look = (code: string) => world.stranger.get<Preview>(`/api/rooms/${code}`)

/** The creation is refused for that field. */
async function refusedFor(field: RegExp, body: unknown): Promise<void> {
  const problem = await ana.rest.refused('POST', '/api/rooms', { body })
  assert.equal(problem.status, 400)
  assert.equal(problem.code, 'invalid')
  assert.match(problem.errors?.[0]?.field ?? '', field)
}

describe('a new room', () => {
  test('without wishes is private, for twenty, tomato red and empty', async () => {
    const { room, me } = await create({})
    assert.equal(room.name, null)
    assert.deepEqual(
      [room.theme, room.visibility, room.capacity, room.locked],
      ['tomato', 'link', 20, false],
    )
    assert.deepEqual(room.autoStart, { focus: true, breaks: true })
    assert.deepEqual([me.role, me.displayName, me.id], ['host', 'Ana', room.hostId])
    const { queue, timer, memberCount } = await look(room.code)
    assert.deepEqual(queue.segments, [])
    assert.deepEqual([timer.status, timer.index, timer.segmentId], ['idle', 0, null])
    assert.equal(memberCount, 0)
  })

  test('lives for 72 hours (R12)', async () => {
    const { room } = await create({})
    assert.equal(room.expiresAt - room.createdAt, 72 * hour)
  })

  test('takes all wishes', async () => {
    const { room, me } = await create({
      displayName: 'Captain',
      name: '  Thesis club ',
      theme: 'midnight',
      visibility: 'public',
      capacity: 2,
      segments: [{ kind: 'focus', label: ' Write ', durationSec: 60 }],
    })
    assert.deepEqual(
      [room.name, room.theme, room.visibility, room.capacity, me.displayName],
      ['Thesis club', 'midnight', 'public', 2, 'Captain'],
    )
    const { queue, timer } = await look(room.code)
    assert.deepEqual(
      queue.segments.map(({ kind, label, durationSec, countsAsFocus }) => [
        kind,
        label,
        durationSec,
        countsAsFocus,
      ]),
      [['focus', 'Write', 60, true]],
    )
    assert.equal(timer.remainingMs, 60_000, 'an unstarted segment shows its full length (R3)')
  })

  const templates = {
    classic: [1500, 300, 1500, 300, 1500, 300, 1500, 900],
    fifty_ten: [3000, 600, 3000, 600, 3000, 600],
    sprint: [900, 180, 900, 180, 900, 180, 900, 180],
    empty: [],
  }
  for (const [template, durations] of Object.entries(templates)) {
    test(`from the template ${template} has its segments`, async () => {
      const { room } = await create({ template })
      const { segments } = (await look(room.code)).queue
      assert.deepEqual(
        segments.map((segment) => segment.durationSec),
        durations,
      )
      const rhythm = segments.map((segment) => segment.countsAsFocus)
      assert.deepEqual(
        rhythm,
        durations.map((_, i) => i % 2 === 0),
      )
    })
  }

  test('names what has no name by its kind; only a custom segment may choose whether it counts', async () => {
    const kinds = ['focus', 'break', 'long_break', 'custom'] as const
    const plain = kinds.map((kind) => ({ kind, durationSec: 60 }))
    const opposite = [
      { kind: 'focus', durationSec: 60, countsAsFocus: false },
      { kind: 'break', durationSec: 60, countsAsFocus: true },
      { kind: 'custom', durationSec: 60, countsAsFocus: false },
    ]
    const { room } = await create({ segments: [...plain, ...opposite] })
    const { segments } = (await look(room.code)).queue
    assert.deepEqual(
      segments.slice(0, 4).map((segment) => segment.label),
      ['Focus', 'Short break', 'Long break', 'Custom'],
    )
    assert.deepEqual(
      segments.map((segment) => segment.countsAsFocus),
      [true, false, false, true, true, false, false],
    )
    assert.equal(new Set(segments.map((segment) => segment.id)).size, 7, 'ids are unique')
  })

  test('has a code of its own, of six unmistakable characters (R11)', async () => {
    const codes = new Set<string>()
    for (let i = 0; i < 20; ++i) codes.add((await create({})).room.code)
    assert.equal(codes.size, 20)
  })

  test('holds fifty segments, not one more', async () => {
    const segment = { kind: 'focus', durationSec: 60 }
    const { room } = await create({ segments: Array(50).fill(segment) })
    assert.equal((await look(room.code)).queue.segments.length, 50)
    await refusedFor(/^segments$/, { segments: Array(51).fill(segment) })
  })

  for (const [durationSec, why] of wrongDurations) {
    test(`with a segment whose length is ${why} is refused`, async () => {
      await refusedFor(/^segments\[1\]\.durationSec$/, {
        segments: [
          { kind: 'focus', durationSec: 60 },
          { kind: 'focus', durationSec },
        ],
      })
    })
  }

  const wrong: [what: string, field: RegExp, body: unknown][] = [
    ['an unknown theme', /^theme$/, { theme: 'strawberry' }],
    ['an unknown template', /^template$/, { template: 'pomodoro' }],
    [
      'template and segments at once',
      /^(template|segments)$/,
      { template: 'classic', segments: [] },
    ],
    ['an unknown visibility', /^visibility$/, { visibility: 'everyone' }],
    ['room for one', /^capacity$/, { capacity: 1 }],
    ['room for too many', /^capacity$/, { capacity: 1001 }],
    ['half a person', /^capacity$/, { capacity: 2.5 }],
    ['a long name', /^name$/, { name: 'x'.repeat(61) }],
    ['a name of the wrong type', /^name$/, { name: 7 }],
    ['segments that are no list', /^segments$/, { segments: {} }],
    ['a segment that is no object', /^segments\[0\]/, { segments: [7] }],
    ['an unknown kind', /^segments\[0\]\.kind$/, { segments: [{ kind: 'nap', durationSec: 60 }] }],
    ['a missing kind', /^segments\[0\]\.kind$/, { segments: [{ durationSec: 60 }] }],
    [
      'a long label',
      /^segments\[0\]\.label$/,
      { segments: [{ kind: 'focus', durationSec: 60, label: 'x'.repeat(101) }] },
    ],
    [
      'an empty label',
      /^segments\[0\]\.label$/,
      { segments: [{ kind: 'focus', durationSec: 60, label: '   ' }] },
    ],
  ]
  for (const [what, field, body] of wrong) {
    test(`with ${what} is refused`, () => refusedFor(field, body))
  }

  for (const [given, kept, why] of displayNames) {
    test(`of a host whose name is ${why}: ${kept === null ? 'refused' : 'welcome'}`, async () => {
      if (kept === null) await refusedFor(/^displayName$/, { displayName: given })
      else assert.equal((await create({ displayName: given })).me.displayName, kept)
    })
  }
})

describe('looking for a room (R11)', () => {
  test('works in any case, with or without the prefix', async () => {
    const { room } = await create({})
    const short = room.code.slice('pomo-'.length)
    for (const code of [room.code, room.code.toLowerCase(), room.code.toUpperCase(), short]) {
      assert.equal((await look(code)).room.id, room.id, code)
    }
    assert.equal((await look(short.toLowerCase())).room.id, room.id)
  })

  test('finds nothing by another code, however it is written', async () => {
    const odd = [
      'pomo-ZZZZZZ',
      'ZZZZZZ',
      'pomo-ABC',
      'pomo-ABCDEFGH',
      'pomo-',
      '%00',
      '..%2f..',
      'é',
    ]
    for (const code of odd) {
      const problem = await world.stranger.refused('GET', `/api/rooms/${code}`)
      assert.ok([400, 404].includes(problem.status), `${code}: ${problem.status}`)
    }
    const problem = await world.stranger.refused('GET', '/api/rooms/pomo-ZZZZZZ')
    assert.deepEqual(
      [problem.status, problem.code, problem.reason],
      [404, 'not_found', 'unknown_room'],
    )
  })
})

describe('the list of open rooms', () => {
  const open = () =>
    world.stranger.get<{ items: { room: Room; memberCount: number }[]; nextCursor: string | null }>(
      '/api/rooms?open=1&limit=100',
    )
  const codes = async () => (await open()).items.map((item) => item.room.code)

  test('shows public rooms with somebody in them, and no others', async () => {
    const shown = await world.room({ visibility: 'public' })
    const hidden = await world.room({ visibility: 'link' })
    const { room: deserted } = await create({ visibility: 'public' })
    const listed = await codes()
    assert.ok(listed.includes(shown.code))
    assert.ok(!listed.includes(hidden.code))
    assert.ok(!listed.includes(deserted.code))
    const item = (await open()).items.find((entry) => entry.room.code === shown.code)
    assert.equal(item?.memberCount, 1)
  })

  test('hides what is locked, and shows what is full', async () => {
    const locked = await world.room({ visibility: 'public' })
    await locked.live.send('room:update', { locked: true })
    const full = await world.room({ visibility: 'public', capacity: 2 })
    await (await world.guest()).enter(full.code)
    const listed = await codes()
    assert.ok(!listed.includes(locked.code))
    assert.ok(listed.includes(full.code))
  })

  test('comes in pages that miss and repeat nothing', async () => {
    for (let i = 0; i < 3; ++i) await world.room({ visibility: 'public' })
    const all = await codes()
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { items: { room: Room }[]; nextCursor: string | null } = await world.stranger.get(
        `/api/rooms?open=1&limit=2${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      )
      assert.ok(page.items.length <= 2)
      seen.push(...page.items.map((item) => item.room.code))
      cursor = page.nextCursor
    } while (cursor !== null)
    assert.deepEqual(seen.toSorted(), all.toSorted())
  })

  test('refuses odd questions', async () => {
    const odd = ['', '?open=0', '?open=1&limit=0', '?open=1&limit=101', '?open=1&limit=x']
    for (const query of [...odd, '?open=1&cursor=%00%ff']) {
      const problem = await world.stranger.refused('GET', `/api/rooms${query}`)
      assert.deepEqual([problem.status, problem.code], [400, 'invalid'], query)
    }
  })
})
