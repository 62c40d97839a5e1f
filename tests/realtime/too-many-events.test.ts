import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { World } from '../lib/world.ts'

// SECURITY 1.8, "any event": 50 a second with bursts of 100, then an error ack. WS6: twenty bad payloads in ten seconds.
const metricsToken = 'open-sesame'
const world = await World.start({
  flags: ['--rate-limits', 'on', '--metrics-token', metricsToken],
})

/** How often a limit of the Socket.IO library was hit. */
async function hits(limit: string): Promise<number> {
  const headers = { authorization: `Bearer ${metricsToken}` }
  const text = await world.stranger.get<string>('/metrics', { headers })
  const line = new RegExp(`^pomopomo_socketio_limit_hits_total{limit="${limit}"} (\\d+)$`, 'm')
  return Number(line.exec(text)?.[1] ?? 0)
}

describe('a connection', () => {
  for (const transport of ['websocket', 'polling'] as const) {
    test(`that sends too much by ${transport} is told when to go on`, async () => {
      const live = await (await world.guest()).connect({ transports: [transport] })
      const before = await hits('events_per_second')
      const answers = await Promise.all(
        Array.from({ length: 150 }, () => live.ask('clock:ping', {})),
      )
      const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]))
      assert.ok(refused.length > 0 && refused.length <= 51, `${refused.length} refused`)
      for (const error of refused) {
        assert.deepEqual([error.code, error.reason], ['rate_limited', 'too_many_events'])
        assert.ok(error.retryAfterMs && error.retryAfterMs <= 1000)
      }
      assert.equal((await hits('events_per_second')) - before, refused.length)
    })
  }

  for (const [what, event, payload] of [
    ['payloads of the wrong type', 'room:join', { code: 7 }],
    ['unknown events', 'no:such:event', {}],
  ] as const) {
    test(`is closed for twenty ${what} (WS6)`, async () => {
      const live = await (await world.guest()).connect()
      live.socket.io.reconnection(false)
      for (let i = 0; i < 19; ++i) await live.refused(event, payload)
      await live.send('clock:ping', {})
      live.socket.emit(event, payload)
      await live.closed()
      assert.ok((await hits('max_bad_inputs')) > 0)
    })
  }
})
