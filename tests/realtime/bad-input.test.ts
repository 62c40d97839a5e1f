import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { clientEvents, type ClientEvent } from '../../api/events.ts'
import { fourSegments, World } from '../lib/world.ts'

// WS6 to WS8: what no client of ours sends. The answer is an error ack and the connection lives.
const world = await World.start()

const events = Object.keys(clientEvents) as ClientEvent[]
/** Events that do their work whatever else the payload holds. */
const withoutFields: ClientEvent[] = ['clock:ping', 'room:leave', 'room:sync', 'chat:typing']

async function host() {
  const room = await world.room({ segments: fourSegments })
  return { ...room, before: await room.live.send('room:sync', {}) }
}

describe('an event', () => {
  test('that nobody knows is not found', async () => {
    const { live } = await host()
    for (const event of [
      'queue:play',
      'board:draw',
      'room:state',
      'admin',
      'room:JOIN',
      'x'.repeat(300),
    ]) {
      const error = await live.refused(event, {})
      assert.deepEqual([error.code, error.reason], ['not_found', 'unknown_event'], event)
    }
    await live.send('clock:ping', {})
  })

  for (const event of events) {
    test(`${event} with a payload that is no object is invalid`, async () => {
      const { live, before } = await host()
      for (const payload of [null, 7, 'text', true, [], [{}]]) {
        const error = await live.refused(event, payload)
        assert.equal(error.code, 'invalid', JSON.stringify(payload))
      }
      const { room, queue, timer } = await live.send('room:sync', {})
      assert.deepEqual(
        [room, queue, timer.version],
        [before.room, before.queue, before.timer.version],
      )
    })

    test(`${event} without a payload, or with two, is answered`, async () => {
      const { live } = await host()
      for (const args of [[], [{}, {}], [{}, 'more', 7]]) {
        const answer = await live.ask(event, ...args)
        if (!answer.ok) assert.notEqual(answer.error.code, 'internal')
      }
    })
  }

  for (const event of events.filter((name) => !withoutFields.includes(name))) {
    test(`${event} with fields of odd types changes nothing`, async () => {
      const { live, before } = await host()
      const odd = ['', 'x', -1, 1.5, 1e308, 2 ** 63, true, [], {}, [[]], '\ud800', { a: { b: {} } }]
      const fields = [
        'code',
        'displayName',
        'index',
        'version',
        'deltaSec',
        'segments',
        'segment',
        'id',
      ]
      const more = [
        'label',
        'durationSec',
        'memberId',
        'name',
        'theme',
        'capacity',
        'locked',
        'autoStart',
        'segmentId',
        'visibility',
        'text',
        'done',
        'type',
        'payload',
        'decision',
        'messageId',
        'reaction',
        'on',
        'boardId',
        'elements',
        'x',
        'y',
        'muted',
      ]
      for (const value of odd) {
        const payload = Object.fromEntries([...fields, ...more].map((field) => [field, value]))
        const error = await live.refused(event, payload)
        assert.notEqual(error.code, 'internal', JSON.stringify(payload))
      }
      const { room, queue } = await live.send('room:sync', {})
      assert.deepEqual([room, queue], [before.room, before.queue])
    })
  }

  test('cannot reach a prototype', async () => {
    const { live, before } = await host()
    const payload: unknown = JSON.parse(
      '{"__proto__":{"locked":true},"constructor":{"locked":true}}',
    )
    await live.ask('room:update', payload)
    assert.equal((await live.send('room:sync', {})).room.locked, before.room.locked)
  })

  test('nested deeply is refused, and the connection lives', async () => {
    const { live } = await host()
    let deep: unknown = 'end'
    for (let i = 0; i < 200; ++i) deep = { deep }
    const error = await live.refused('room:update', { name: deep })
    assert.equal(error.code, 'invalid')
    await live.send('clock:ping', {})
  })

  test('over 64 KiB closes the connection, and nothing changes (WS8)', async () => {
    for (const transport of ['websocket', 'polling'] as const) {
      const { code, host: person, before } = await host()
      const live = await person.connect({ transports: [transport] })
      await live.join(code)
      live.socket.io.reconnection(false)
      live.socket.emit('room:update', { name: 'x'.repeat(70_000) }, () => undefined)
      await live.closed()
      const again = await person.enter(code)
      assert.deepEqual(again.snapshot.room, before.room)
    }
  })

  test('with binary in it is refused, and the connection lives', async () => {
    const { live } = await host()
    const error = await live.refused('room:update', { name: Buffer.from('abc') })
    assert.equal(error.code, 'invalid')
    await live.send('clock:ping', {})
  })

  test('without an ack does its work all the same', async () => {
    const { live } = await host()
    live.socket.emit('room:update', { theme: 'forest' })
    assert.equal((await live.next('room:updated')).theme, 'forest')
    live.socket.emit('room:update', { theme: 'strawberry' })
    live.socket.emit('no:such:event')
    await live.send('clock:ping', {})
  })
})

describe('many events at once', () => {
  test('are answered each, in order', async () => {
    const { live } = await host()
    const versions = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        live
          .send('queue:add', { segment: { kind: 'custom', label: `S${i}`, durationSec: 60 } })
          .then((queue) => queue.version),
      ),
    )
    assert.deepEqual(
      versions,
      versions.toSorted((a, b) => a - b),
    )
    const { segments } = (await live.send('room:sync', {})).queue
    assert.deepEqual(
      segments.slice(4).map((segment) => segment.label),
      Array.from({ length: 40 }, (_, i) => `S${i}`),
    )
  })
})
