import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { test } from 'node:test'
import { until } from '../../lib/until.ts'
import { World } from '../../lib/world.ts'
import { loopback } from '../lib/light-client.ts'

// DS3: a program that may open 256 files, and 600 connections that ask for nothing.
test('running out of file descriptors hurts nobody who is in, and passes (DS3)', async () => {
  const world = await World.start({ under: ['prlimit', '--nofile=256:256'] })
  const { host, live, code } = await world.room()
  const { hostname, port } = new URL(world.server.url)
  const idle: Socket[] = []
  let refused = 0
  for (let i = 0; i < 600; ++i) {
    const socket = connect({ host: hostname, port: Number(port), localAddress: loopback(i) })
    socket.on('error', () => {})
    socket.once('data', () => ++refused)
    socket.once('end', () => socket.destroy())
    idle.push(socket)
  }
  await until(() => refused > 100, {
    what: () => `connections to be refused; ${refused} were`,
  })
  for (let i = 0; i < 5; ++i) {
    const segment = { kind: 'focus', durationSec: 60, label: `${i}` } as const
    await live.send('queue:add', { segment }) // who is in goes on working
  }
  for (const socket of idle) socket.destroy()
  await until(
    async () => {
      const answer = await fetch(`${world.server.url}/api/rooms/${code}`).catch(() => undefined)
      return answer?.status === 200
    },
    { what: () => 'new connections to be served again' },
  )
  const { snapshot } = await host.enter(code)
  assert.equal(snapshot.queue.segments.length, 5)
  await world.close()
})
