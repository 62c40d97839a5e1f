import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { until } from '../lib/until.ts'
import { fourSegments, World } from '../lib/world.ts'

// A stock client reaches the room by every way, and finds it again by itself.
const world = await World.start()

describe('a stock client', () => {
  for (const transports of [['websocket'], ['polling'], ['polling', 'websocket']] as const) {
    test(`by ${transports.join(', then ')} sees and controls the room`, async () => {
      const { host, code, live: watcher } = await world.room({ segments: fourSegments })
      const live = await host.connect({ transports: [...transports] })
      await live.join(code)
      const timer = await live.send('timer:play', {})
      assert.equal((await watcher.next('room:state')).version, timer.version)
      assert.equal((await live.next('room:state')).version, timer.version)
      const wanted = transports.at(-1)
      await until(() => live.socket.io.engine.transport.name === wanted, {
        what: () => `the upgrade to ${wanted}`,
      })
      await live.send('timer:pause', {})
    })
  }

  test('that sends before it has heard anything is heard', async () => {
    const { code, host } = await world.room()
    const live = await host.connect()
    live.socket.disconnect()
    live.socket.connect()
    const snapshot = await live.join(code)
    assert.equal(snapshot.room.code, code)
  })

  test('whose network drops is back in the room with what it missed', async () => {
    const { code, live: host } = await world.room({ segments: fourSegments })
    const { live } = await (await world.guest('Bea')).enter(code)
    live.socket.io.engine.close()
    const timer = await host.send('timer:play', {})
    await until(() => live.socket.connected, {
      what: () => 'the reconnection',
    })
    assert.equal((await live.refused('room:sync', {})).reason, 'not_in_room', 'a new connection')
    const snapshot = await live.join(code)
    assert.deepEqual([snapshot.timer.version, snapshot.timer.endsAt], [timer.version, timer.endsAt])
    assert.equal(snapshot.me.displayName, 'Bea')
  })
})

test('the clock is told to the millisecond (R2)', async () => {
  const live = await (await world.guest()).connect()
  let last = 0
  for (let i = 0; i < 20; ++i) {
    const sent = Date.now()
    const { serverNow } = await live.send('clock:ping', {})
    assert.ok(Number.isInteger(serverNow))
    assert.ok(serverNow >= sent - 1500 && serverNow <= Date.now() + 1500)
    assert.ok(serverNow >= last, 'and never runs backwards')
    last = serverNow
  }
})
