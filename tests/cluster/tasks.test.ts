import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Nodes } from '../lib/nodes.ts'
import { fourSegments } from '../lib/world.ts'

const nodes = await Nodes.start(2)

test('a private task reaches the tabs of its owner on another process, and nobody else (IN7)', async () => {
  const { live: host, code, segments } = await nodes.at(0).room({ segments: fourSegments })
  const [bea, cem] = [await nodes.at(0).guest('Bea'), await nodes.at(1).guest('Cem')]
  const here = await nodes.enter(bea, code, 0)
  const there = await nodes.enter(bea, code, 1)
  const other = await nodes.enter(cem, code, 1)
  for (const world of nodes.worlds) world.watch.learn('canary of Bea', bea.token)

  const segmentId = segments[0]?.id ?? ''
  const task = await here.live.send('task:set', {
    segmentId,
    visibility: 'private',
    text: 'canary of Bea',
  })
  assert.deepEqual(await there.live.next('task:updated'), task)
  const publicTask = await host.send('task:set', { segmentId, visibility: 'public', text: 'All' })
  assert.deepEqual(
    await other.live.next('task:updated'),
    publicTask,
    'the first that the others hear',
  )
  assert.deepEqual(host.seen('task:updated'), [publicTask])
  assert.deepEqual((await nodes.enter(bea, code, 1)).snapshot.tasks.length, 2)
})

test('a proposal made on one process reaches the host on another, and the answer comes back', async () => {
  const { live: host, code } = await nodes.at(0).room({ segments: fourSegments })
  const cem = await nodes.at(1).guest('Cem')
  const { live: guest } = await nodes.enter(cem, code, 1)
  const segment = { kind: 'custom', label: 'Tea', durationSec: 600 } as const
  const { id } = await guest.send('proposal:submit', { type: 'add_segment', payload: { segment } })
  assert.equal((await host.next('proposal:created')).id, id)
  await host.send('proposal:decide', { id, decision: 'accept' })
  assert.equal((await guest.next('queue:updated')).segments.at(-1)?.label, 'Tea')
  assert.equal((await guest.next('proposal:updated')).status, 'accepted')
})
