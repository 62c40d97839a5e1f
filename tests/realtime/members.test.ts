import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Member } from '../../api/events.ts'
import { displayNames } from '../lib/names.ts'
import { World } from '../lib/world.ts'

const graceMs = 700
const world = await World.start({ flags: ['--presence-grace-ms', String(graceMs)] })

const here = (members: Member[]) => members.map((member) => [member.displayName, member.isHere])

describe('joining a room', () => {
  test('works by code in any case, with or without the prefix (R11, defect 28)', async () => {
    const { code, room } = await world.room()
    const short = code.slice('pomo-'.length)
    for (const written of [code.toLowerCase(), code.toUpperCase(), short, short.toLowerCase()]) {
      const { snapshot } = await (await world.guest()).enter(written)
      assert.equal(snapshot.room.id, room.id, written)
      assert.equal(snapshot.room.code, code)
    }
  })

  test('tells the others, once', async () => {
    const { live, code } = await world.room()
    const bea = await world.guest('Bea')
    const { snapshot } = await bea.enter(code)
    assert.deepEqual(await live.next('member:joined'), snapshot.me)
    assert.deepEqual(
      [snapshot.me.displayName, snapshot.me.role, snapshot.me.isHere],
      ['Bea', 'guest', true],
    )
    assert.deepEqual(here((await live.send('room:sync', {})).members), [
      ['Ana', true],
      ['Bea', true],
    ])
    assert.equal(live.seen('member:joined').length, 1)
  })

  test('is refused without a room, a code, or sense', async () => {
    const live = await (await world.guest()).connect()
    const unknown = await live.refused('room:join', { code: 'pomo-ZZZZZZ' })
    assert.deepEqual([unknown.code, unknown.reason], ['not_found', 'unknown_room'])
    for (const code of [undefined, null, 7, {}, [], true]) {
      const error = await live.refused('room:join', { code })
      assert.deepEqual([error.code, error.field], ['invalid', 'code'], String(code))
    }
    for (const code of ['', 'user:1', 'room:1', '../x', 'x'.repeat(5000), '\u0000']) {
      const error = await live.refused('room:join', { code })
      assert.ok(['invalid', 'not_found'].includes(error.code), `${code}: ${error.code}`)
    }
    assert.equal((await live.refused('room:sync', {})).reason, 'not_in_room')
  })

  for (const [given, kept, why] of displayNames) {
    test(`with a name that is ${why}: ${kept === null ? 'refused' : 'welcome'}`, async () => {
      const { code } = await world.room()
      const live = await (await world.guest()).connect()
      if (kept === null) {
        const error = await live.refused('room:join', { code, displayName: given })
        assert.deepEqual([error.code, error.field], ['invalid', 'displayName'])
        assert.equal((await live.refused('room:sync', {})).reason, 'not_in_room')
      } else {
        assert.equal((await live.join(code, given as string)).me.displayName, kept)
      }
    })
  }

  test('again keeps the person and the first name, unless another is brought', async () => {
    const { live: watcher, code } = await world.room()
    const bea = await world.guest('Bea')
    const first = await bea.enter(code, 'Bee')
    const again = await bea.enter(code)
    assert.equal(again.snapshot.me.id, first.snapshot.me.id)
    assert.equal(again.snapshot.me.displayName, 'Bee')
    const renamed = await bea.enter(code, 'Beatrix')
    assert.equal(renamed.snapshot.me.id, first.snapshot.me.id)
    const told = await watcher.next('member:updated', (member) => member.displayName === 'Beatrix')
    assert.equal(told.id, first.snapshot.me.id)
  })

  test('another room leaves the first', async () => {
    const one = await world.room()
    const two = await world.room()
    const { live, snapshot } = await (await world.guest()).enter(one.code)
    await live.join(two.code)
    const left = await one.live.next('member:left')
    assert.equal(left.id, snapshot.me.id)
    await one.live.send('room:update', { theme: 'sky' })
    await two.live.send('room:update', { theme: 'forest' })
    assert.equal((await live.next('room:updated')).theme, 'forest')
    assert.equal(live.seen('room:updated').length, 1, 'nothing of the first room')
  })

  test('two rooms never mix (defect 6)', async () => {
    const one = await world.room()
    const two = await world.room()
    const person = await world.guest()
    const a = await person.enter(one.code)
    const b = await person.enter(two.code)
    assert.equal(a.snapshot.room.code, one.code)
    assert.equal(b.snapshot.room.code, two.code)
    assert.notEqual(a.snapshot.me.id, b.snapshot.me.id, 'a public id says nothing elsewhere')
  })
})

describe('presence', () => {
  test('of two tabs is one person, here until the last is closed', async () => {
    const { live, code } = await world.room()
    const bea = await world.guest('Bea')
    const one = await bea.enter(code)
    const two = await bea.enter(code)
    assert.equal(one.snapshot.me.id, two.snapshot.me.id)
    assert.equal((await live.send('room:sync', {})).members.length, 2)
    one.live.close()
    await two.live.send('clock:ping', {})
    assert.deepEqual(here((await live.send('room:sync', {})).members)[1], ['Bea', true])
    two.live.close()
    const away = await live.next('member:updated', (member) => !member.isHere)
    assert.equal(away.id, one.snapshot.me.id)
    const left = await live.next('member:left')
    assert.deepEqual(left, { id: one.snapshot.me.id, reason: 'timeout' })
    assert.equal((await live.send('room:sync', {})).members.length, 1)
  })

  test('survives a short absence', async () => {
    const { live, code } = await world.room()
    const bea = await world.guest('Bea')
    const one = await bea.enter(code)
    one.live.close()
    await live.next('member:updated', (member) => !member.isHere)
    const back = await bea.enter(code)
    assert.equal(back.snapshot.me.id, one.snapshot.me.id)
    await live.next('member:updated', (member) => member.isHere)
    assert.deepEqual(live.seen('member:left'), [])
    assert.deepEqual(
      live.seen('member:joined').map((member) => member.id),
      [one.snapshot.me.id],
    )
  })

  test('ends at once on leaving', async () => {
    const { live, code } = await world.room()
    const { live: guest, snapshot } = await (await world.guest()).enter(code)
    await guest.send('room:leave', {})
    assert.deepEqual(await live.next('member:left'), { id: snapshot.me.id, reason: 'left' })
    assert.equal((await guest.refused('room:sync', {})).reason, 'not_in_room')
    await live.send('room:update', { theme: 'sky' })
    await guest.send('clock:ping', {})
    assert.deepEqual(guest.seen('room:updated'), [], 'nothing is delivered any more (WS5)')
  })

  test('lists who is there, not who ever was (defect 22)', async () => {
    const { code, live } = await world.room()
    for (let i = 0; i < 3; ++i) {
      const { live: guest } = await (await world.guest()).enter(code)
      await guest.send('room:leave', {})
    }
    assert.equal((await live.send('room:sync', {})).members.length, 1)
    const preview = await world.stranger.get<{ memberCount: number }>(`/api/rooms/${code}`)
    assert.equal(preview.memberCount, 1)
  })
})

describe('a full room (R10)', () => {
  test('takes nobody more; whoever waits is not joined', async () => {
    const { live, code } = await world.room({ capacity: 2 })
    const bea = await world.guest('Bea')
    const { live: beas } = await bea.enter(code)
    const cy = await (await world.guest('Cy')).connect()
    const error = await cy.refused('room:join', { code })
    assert.deepEqual([error.code, error.reason], ['full', 'room_full'])
    assert.equal((await live.send('room:sync', {})).members.length, 2)
    await beas.send('room:leave', {})
    assert.equal((await cy.join(code)).members.length, 2)
  })

  test('never refuses who comes back within the grace', async () => {
    const { live, code } = await world.room({ capacity: 2 })
    const bea = await world.guest('Bea')
    const first = await bea.enter(code)
    first.live.close()
    await live.next('member:updated', (member) => !member.isHere)
    const cy = await (await world.guest('Cy')).connect()
    assert.equal((await cy.refused('room:join', { code })).code, 'full')
    assert.equal((await bea.enter(code)).snapshot.me.id, first.snapshot.me.id)
  })

  test('does not count a second tab', async () => {
    const { code } = await world.room({ capacity: 2 })
    const bea = await world.guest('Bea')
    for (let i = 0; i < 3; ++i) await bea.enter(code)
  })

  test('made smaller keeps who is in it', async () => {
    const { live, code } = await world.room({ capacity: 5 })
    for (let i = 0; i < 2; ++i) await (await world.guest()).enter(code)
    await live.send('room:update', { capacity: 2 })
    assert.equal((await live.send('room:sync', {})).members.length, 3)
    const late = await (await world.guest()).connect()
    assert.equal((await late.refused('room:join', { code })).code, 'full')
  })
})

describe('a locked room', () => {
  test('takes nobody new, and lets members come back', async () => {
    const { live, code } = await world.room()
    const bea = await world.guest('Bea')
    const { live: tab } = await bea.enter(code)
    await live.send('room:update', { locked: true })
    const cy = await (await world.guest('Cy')).connect()
    const error = await cy.refused('room:join', { code })
    assert.deepEqual([error.code, error.reason], ['forbidden', 'room_locked'])
    tab.close()
    await bea.enter(code)
    await live.send('room:update', { locked: false })
    await cy.join(code)
  })
})

describe('a kicked member', () => {
  test('is out at once with every tab, is told why, and waits ten minutes (R9)', async () => {
    const { live, code } = await world.room()
    const bea = await world.guest('Bea')
    const one = await bea.enter(code)
    const two = await bea.enter(code)
    await live.send('member:kick', { memberId: one.snapshot.me.id })
    for (const { live: tab } of [one, two]) {
      assert.deepEqual(await tab.next('room:closed'), { reason: 'kicked' })
    }
    assert.deepEqual(await live.next('member:left'), { id: one.snapshot.me.id, reason: 'kicked' })
    for (const { live: tab } of [one, two]) {
      assert.equal((await tab.refused('room:sync', {})).reason, 'not_in_room')
    }
    const fresh = await bea.connect()
    const error = await fresh.refused('room:join', { code })
    assert.deepEqual([error.code, error.reason], ['forbidden', 'kicked'])
    const wait = error.retryAfterMs as number
    assert.ok(wait > 590_000 && wait <= 600_000, `${wait} ms`)
    await live.send('room:update', { theme: 'sky' })
    await one.live.send('clock:ping', {})
    assert.deepEqual(one.live.seen('room:updated'), [])
    assert.equal(live.seen('room:closed').length, 0)
  })

  test('is somebody of this room, and not oneself', async () => {
    const { live, me } = await world.room()
    const elsewhere = await world.room()
    for (const memberId of ['1', elsewhere.me.id]) {
      const error = await live.refused('member:kick', { memberId })
      assert.deepEqual([error.code, error.reason], ['not_found', 'unknown_member'], memberId)
    }
    for (const memberId of [undefined, 7, {}, 'x']) {
      assert.equal((await live.refused('member:kick', { memberId })).code, 'invalid')
    }
    await live.refused('member:kick', { memberId: me.id })
    assert.equal((await live.send('room:sync', {})).me.role, 'host')
  })
})

describe('the room’s settings', () => {
  test('reach everybody and the next who looks (defect 24)', async () => {
    const { live, code } = await world.room()
    const watcher = (await (await world.guest()).enter(code)).live
    const change = {
      name: ' Night shift ',
      theme: 'midnight',
      visibility: 'public',
      capacity: 9,
      autoStart: { focus: false },
      quietChat: true,
    } as const
    const room = await live.send('room:update', change)
    assert.deepEqual(
      [room.name, room.theme, room.visibility, room.capacity, room.quietChat],
      ['Night shift', 'midnight', 'public', 9, true],
    )
    assert.deepEqual(room.autoStart, { focus: false, breaks: true }, 'the other half stays')
    assert.deepEqual(await watcher.next('room:updated'), room)
    assert.deepEqual((await watcher.send('room:sync', {})).room, room)
    assert.equal((await live.send('room:update', { name: null })).name, null)
  })

  test('are refused when wrong, and then nothing changes', async () => {
    const { live } = await world.room({ name: 'Lab' })
    const before = (await live.send('room:sync', {})).room
    const wrong: [field: RegExp, change: object][] = [
      [/^name$/, { name: 'x'.repeat(61) }],
      [/^name$/, { name: 7, theme: 'sky' }],
      [/^theme$/, { theme: 'strawberry', name: 'New' }],
      [/^visibility$/, { visibility: 'all' }],
      [/^capacity$/, { capacity: 0 }],
      [/^capacity$/, { capacity: 2.5 }],
      [/^capacity$/, { capacity: 1001 }],
      [/^locked$/, { locked: 'yes' }],
      [/^autoStart/, { autoStart: { focus: 1 } }],
      [/^autoStart/, { autoStart: true }],
      [/^quietChat$/, { quietChat: 'no' }],
    ]
    for (const [field, change] of wrong) {
      const error = await live.refused('room:update', change)
      assert.equal(error.code, 'invalid', JSON.stringify(change))
      assert.match(error.field ?? '', field)
    }
    await live.ask('room:update', { hostId: 'me', code: 'pomo-AAAAAA', expiresAt: 1, id: '1' })
    assert.deepEqual((await live.send('room:sync', {})).room, before)
  })
})
