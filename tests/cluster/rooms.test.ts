import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Nodes } from '../lib/nodes.ts'
import { act, comparable, dice, Replica } from '../lib/replica.ts'
import { fourSegments } from '../lib/world.ts'

// The members of one room sit on three processes that share one PostgreSQL and nothing else.
const nodes = await Nodes.start(3)
const seed = Number(process.env.SEED ?? 20_241_122)

describe('a room on three processes', () => {
  test('tells everybody what anybody does, wherever they are', async () => {
    const { live: host, code, me } = await nodes.at(0).room({ segments: fourSegments })
    const [bea, cem] = [await nodes.at(1).guest('Bea'), await nodes.at(2).guest('Cem')]
    const { live: second } = await nodes.enter(bea, code, 1)
    await host.next('member:joined', (member) => member.displayName === 'Bea')
    const { live: third, snapshot } = await nodes.enter(cem, code, 2)
    assert.deepEqual(snapshot.members.map((member) => member.displayName).toSorted(), [
      'Ana',
      'Bea',
      'Cem',
    ])
    await second.next('member:joined', (member) => member.displayName === 'Cem')

    const timer = await host.send('timer:play', {})
    for (const live of [second, third]) {
      const told = await live.next('room:state', (state) => state.status === 'running')
      assert.deepEqual([told.version, told.endsAt], [timer.version, timer.endsAt])
      assert.ok(Math.abs(told.remainingMs - (Number(told.endsAt) - told.serverNow)) <= 1)
    }
    await host.send('room:update', { name: 'Together' })
    await third.next('room:updated', (room) => room.name === 'Together')

    const heir = snapshot.members.find((member) => member.displayName === 'Bea')
    await host.send('host:transfer', { memberId: heir?.id ?? '' })
    await second.next(
      'member:updated',
      (member) => member.displayName === 'Bea' && member.role === 'host',
    )
    await second.send('timer:pause', {})
    await host.next('room:state', (state) => state.status === 'paused')
    assert.equal((await host.refused('timer:play', {})).code, 'forbidden')
    await second.send('member:kick', { memberId: me.id })
    assert.deepEqual(await host.next('room:closed'), { reason: 'kicked' })
    await third.next('member:left', ({ id }) => id === me.id)
    assert.equal((await host.refused('room:sync', {})).code, 'not_found')
  })

  test('knows a person by all their tabs, on whichever process', async () => {
    const { live: host, code } = await nodes.at(0).room()
    const bea = await nodes.at(1).guest('Bea')
    const first = await nodes.enter(bea, code, 1)
    const second = await nodes.enter(bea, code, 2)
    assert.equal(second.snapshot.me.id, first.snapshot.me.id)
    assert.equal(second.snapshot.members.length, 2)
    first.live.close()
    second.live.close()
    await host.next('member:updated', (member) => member.displayName === 'Bea' && !member.isHere)
    assert.equal(
      host.seen('member:updated').filter((member) => member.displayName === 'Bea').length,
      1,
      'told once, when the last tab had gone',
    )
  })

  test('counts its seats once', async () => {
    const { code } = await nodes.at(0).room({ capacity: 6 })
    const people = await Promise.all(Array.from({ length: 12 }, (_, i) => nodes.at(i % 3).guest()))
    const entries = await Promise.allSettled(
      people.map((person, i) => nodes.enter(person, code, i % 3)),
    )
    assert.equal(entries.filter((entry) => entry.status === 'fulfilled').length, 5)
  })

  test('gives each person a snapshot and events that make a fresh snapshot (REL20)', async (t) => {
    t.diagnostic(`SEED=${seed}`)
    const roll = dice(seed)
    for (let round = 0; round < 3; ++round) {
      const { live: host, host: ana, code } = await nodes.at(0).room({ segments: fourSegments })
      const hosts = [
        host,
        (await nodes.enter(ana, code, 1)).live,
        (await nodes.enter(ana, code, 2)).live,
      ]
      const watchers = []
      for (let i = 0; i < 6; ++i) {
        // Others act on other processes while somebody comes in.
        const entered = nodes.enter(await nodes.at(i % 3).guest(), code, i % 3).then((tab) => {
          const replica = new Replica(structuredClone(tab.snapshot))
          replica.follow(tab.live)
          return { live: tab.live, replica }
        })
        for (let step = 0; step < 4 + roll(6); ++step) await act(hosts[roll(3)] ?? host, roll)
        watchers.push(await entered)
      }
      await Promise.all(hosts.map((live) => act(live, roll)))
      for (const { live, replica } of watchers) {
        const fresh = await live.send('room:sync', {})
        assert.deepEqual(replica.view(), comparable(fresh), `round ${round}`)
      }
      for (const world of nodes.worlds) world.leave()
    }
  })
})
