import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Nodes } from '../lib/nodes.ts'
import { until } from '../lib/until.ts'

// What is left of a process that died or was thought dead: no double boundary, no double credit (REL18, F11).
const twoMinutes = [
  { kind: 'focus' as const, durationSec: 60 },
  { kind: 'break' as const, durationSec: 60 },
]

interface Stay {
  node: number
  opened_at: number
  closed_at: number | null
}

const stays = (nodes: Nodes, person: string): Promise<Stay[]> =>
  nodes.rows<Stay>(
    `SELECT node, opened_at, closed_at FROM attendance WHERE person_id = ${person} ORDER BY opened_at`,
  )

describe('a process that is killed', { concurrency: true }, () => {
  test('leaves its rooms to the others, and its people away since its last beat', async () => {
    const nodes = await Nodes.start(2)
    const { live: host, code } = await nodes.at(0).room({ segments: twoMinutes })
    const bea = await nodes.at(1).guest('Bea')
    const { live } = await nodes.enter(bea, code, 1)
    // The one that dies wrote last: nobody else wakes for this segment.
    await host.send('timer:play', {})
    await host.send('timer:adjust', { deltaSec: -1800 })
    await host.send('host:transfer', { memberId: (await live.send('room:sync', {})).me.id })
    const { endsAt } = await live.send('timer:adjust', { deltaSec: 2 })
    await nodes.server(1).kill()
    const killedAt = Date.now()

    const next = await host.next('room:state', (state) => state.index === 1)
    assert.equal(next.startedAt, endsAt)
    assert.ok(next.serverNow - Number(endsAt) < 5000, 'taken up by the sweep')
    await host.next('member:updated', (member) => member.displayName === 'Bea' && !member.isHere)
    const [stay, ...more] = await stays(nodes, bea.id)
    assert.equal(more.length, 0)
    assert.ok(Number(stay?.closed_at) <= killedAt, 'not later than it lived')
    assert.ok(Number(stay?.closed_at) > killedAt - 5000, 'its last beat')
    const runs = await nodes.rows<{ started_at: number }>('SELECT started_at FROM runs')
    assert.equal(runs.length, 2)
  })

  test('is followed by another with another number, which may serve its people at once', async () => {
    const nodes = await Nodes.start(1)
    const { live, code, host } = await nodes.at(0).room()
    live.close()
    await nodes.server(0).kill()
    await nodes.at(0).restart(nodes.options())
    const { snapshot } = await nodes.enter(host, code, 0)
    assert.equal(snapshot.me.role, 'host')
    await until(async () => ((await stays(nodes, host.id))[0]?.closed_at ?? 0) > 0, {
      what: () => 'the first stay to be closed',
    })
    const [before, now] = await stays(nodes, host.id)
    assert.notEqual(before?.node, now?.node)
    assert.equal(now?.closed_at, null)
    assert.ok(Number(before?.closed_at) <= Number(now?.opened_at), 'never twice at once')
  })

  test('that was only paused is fenced: it drops its people, who come back, and ends nothing twice', async () => {
    const nodes = await Nodes.start(2)
    const { live: host, code } = await nodes.at(0).room({ segments: twoMinutes })
    const bea = await nodes.at(1).guest('Bea')
    const { live } = await nodes.enter(bea, code, 1)
    await host.send('timer:play', {})
    await host.send('timer:adjust', { deltaSec: -1800 })
    const paused = nodes.server(1).process
    paused.kill('SIGSTOP')
    await host.next('room:state', (state) => state.index === 1)
    await host.next('member:updated', (member) => member.displayName === 'Bea' && !member.isHere)
    paused.kill('SIGCONT')
    // A tab comes back by itself, with a new connection.
    let dropped = false
    live.socket.on('disconnect', () => (dropped = true))
    await until(() => dropped && live.socket.connected, {
      what: () => 'Bea to come back',
    })
    await until(async () => (await live.ask('room:join', { code })).ok, {
      what: () => 'Bea to sit in the room again',
    })
    await host.next('member:updated', (member) => member.displayName === 'Bea' && member.isHere)
    assert.equal(nodes.server(1).logged('node_lease_lost').length, 1)
    const leases = nodes
      .server(1)
      .logged('node_leased')
      .map((line) => line.number)
    assert.equal(new Set(leases).size, 2)
    const runs = await nodes.rows<{ started_at: number; ended_at: number | null }>(
      'SELECT started_at, ended_at FROM runs ORDER BY started_at',
    )
    assert.equal(runs.length, 2)
    const own = await stays(nodes, bea.id)
    assert.equal(own.length, 2)
    assert.ok(Number(own[0]?.closed_at) <= Number(own[1]?.opened_at), 'never twice at once')
  })
})
