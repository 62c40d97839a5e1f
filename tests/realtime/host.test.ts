import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fourSegments, World, type Tab } from '../lib/world.ts'

// R9 and defect 5: who is host is read from the room at each action, never from a ticket.
const graceMs = 700
const world = await World.start({ flags: ['--presence-grace-ms', String(graceMs)] })

async function mayControl({ live }: Pick<Tab, 'live'>): Promise<boolean> {
  const answer = await live.ask('timer:restart', {})
  if (!answer.ok) assert.equal(answer.error.reason, 'not_host')
  return answer.ok
}

async function roomOfThree() {
  const room = await world.room({ segments: fourSegments })
  const bea = await world.guest('Bea')
  const cy = await world.guest('Cy')
  return { ...room, bea, cy, second: await bea.enter(room.code), third: await cy.enter(room.code) }
}

describe('handing over', () => {
  test('gives control, and takes it, at once', async () => {
    const { live, me, second, third } = await roomOfThree()
    await live.send('host:transfer', { memberId: second.snapshot.me.id })
    assert.ok(await mayControl(second), 'the new host can')
    assert.ok(!(await mayControl({ live })), 'the old one cannot')
    const room = await third.live.next('room:updated')
    assert.equal(room.hostId, second.snapshot.me.id)
    const told = third.live.seen('member:updated').map((member) => [member.id, member.role])
    assert.deepEqual(
      new Map(told as [string, string][]),
      new Map([
        [me.id, 'guest'],
        [second.snapshot.me.id, 'host'],
      ]),
    )
    const { members } = await third.live.send('room:sync', {})
    assert.deepEqual(
      members.filter((member) => member.role === 'host').map((member) => member.id),
      [second.snapshot.me.id],
      'exactly one host',
    )
  })

  test('needs a member of this room', async () => {
    const { live } = await roomOfThree()
    const elsewhere = await world.room()
    for (const memberId of ['1', elsewhere.me.id]) {
      const error = await live.refused('host:transfer', { memberId })
      assert.deepEqual([error.code, error.reason], ['not_found', 'unknown_member'])
    }
    assert.ok(await mayControl({ live }))
  })
})

describe('when the host goes', () => {
  test('the earliest of those present takes over after the grace', async () => {
    const { live, second, third } = await roomOfThree()
    live.close()
    await third.live.next('member:updated', (member) => !member.isHere)
    assert.ok(!(await mayControl(second)), 'not yet')
    const told = await third.live.next('member:updated', (member) => member.role === 'host')
    assert.equal(told.id, second.snapshot.me.id)
    assert.ok(await mayControl(second))
    assert.ok(!(await mayControl(third)))
  })

  test('a timer that runs goes on', async () => {
    const { live, second } = await roomOfThree()
    const { endsAt } = await live.send('timer:play', {})
    live.close()
    await second.live.next('member:updated', (member) => member.id === second.snapshot.me.id)
    const { timer } = await second.live.send('room:sync', {})
    assert.deepEqual([timer.status, timer.endsAt], ['running', endsAt])
    assert.equal((await second.live.send('timer:pause', {})).status, 'paused')
  })

  test('and is back within the grace, nothing changes', async () => {
    const { host, live, second, code } = await roomOfThree()
    live.close()
    await second.live.next('member:updated', (member) => !member.isHere)
    const back = await host.enter(code)
    assert.equal(back.snapshot.me.role, 'host')
    assert.ok(await mayControl(back))
    assert.ok(!(await mayControl(second)))
  })

  test('its creator, back within ten minutes, is host again', async () => {
    const { host, live, second, third, code } = await roomOfThree()
    live.close()
    await third.live.next('member:left')
    await third.live.next('member:updated', (member) => member.role === 'host')
    const back = await host.enter(code)
    assert.equal(back.snapshot.me.role, 'host')
    assert.ok(await mayControl(back))
    assert.ok(!(await mayControl(second)))
    const told = await third.live.next(
      'member:updated',
      (member) => member.id === second.snapshot.me.id && member.role === 'guest',
    )
    assert.equal(told.role, 'guest')
  })

  test('another host, back later, is a guest', async () => {
    const { live, bea, second, third, code } = await roomOfThree()
    await live.send('host:transfer', { memberId: second.snapshot.me.id })
    await live.send('room:leave', {})
    second.live.close()
    await third.live.next(
      'member:updated',
      (member) => member.id === third.snapshot.me.id && member.role === 'host',
    )
    const back = await bea.enter(code)
    assert.equal(back.snapshot.me.role, 'guest')
    assert.ok(!(await mayControl(back)))
    assert.ok(await mayControl(third))
  })

  test('and nobody is left, whoever comes next can run the room', async () => {
    const { live, me, code } = await world.room({ segments: fourSegments })
    live.close()
    const bea = await (await world.guest('Bea')).enter(code)
    const told = await bea.live.next('member:left')
    assert.equal(told.id, me.id)
    if (!(await mayControl(bea))) {
      await bea.live.next('member:updated', (member) => member.role === 'host')
      assert.ok(await mayControl(bea))
    }
  })
})
