// Clients that stop reading in a busy room (DS4, REL9).
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { openSocket } from './lib/raw-websocket.js'
import { sanitized, startServer } from './lib/server.js'
import { until } from './lib/until.js'

const MiB = 1024 * 1024

describe('a hundred sockets that stop reading', () => {
  let server
  before(async () => {
    server = await startServer({ pingInterval: 60000, stallTimeout: 1000 })
  })
  after(() => server.stop())
  const openMany = (count, auth) =>
    Promise.all(Array.from({ length: count }, () => openSocket(server, auth)))

  it('are closed as slow consumers; the others get everything, in order; memory comes back', async () => {
    const auth = '{"room":"busy"}'
    const [sender] = await openMany(1, auth)
    const readers = await openMany(10, auth)
    const before = server.memory()
    const stalled = await openMany(100, auth)
    for (const raw of stalled) raw.socket.pause()

    let highest = before
    const text = 'x'.repeat(32 * 1024)
    const received = readers.map(() => 0)
    const left = readers.map(() => 0)
    let sent = 0
    const allLeft = () => left.every((count) => count === stalled.length)
    while (!allLeft() && sent < 2000) {
      sender.send(`42["chat:send",${sent++},"${text}"]`)
      for (const [i, reader] of readers.entries()) {
        while (received[i] < sent) {
          const packet = await reader.text()
          if (packet === '42["left","slow_consumer"]') left[i]++
          else assert.ok(packet.startsWith(`42["chat:message",${received[i]++},`), packet.slice(0, 40))
        }
      }
      highest = Math.max(highest, server.memory())
      sender.frames.length = 0
    }
    for (const [i, reader] of readers.entries()) {
      while (left[i] < stalled.length) {
        assert.equal(await reader.text(), '42["left","slow_consumer"]')
        left[i]++
      }
    }
    if (!sanitized) {
      assert.ok(highest - before < 150 * MiB, `memory grew by ${(highest - before) / MiB} MiB`)
      await until(() => server.memory() - before < 20 * MiB, 'memory has come back')
    }
    for (const raw of [sender, ...readers, ...stalled]) raw.destroy()
  })
})

describe('a socket whose queue stands still', () => {
  let server
  before(async () => {
    server = await startServer({ pingInterval: 60000, stallTimeout: 1000, maxQueue: 64 * MiB })
  })
  after(() => server.stop())

  it('is closed after the time allowed, however much its queue would take', async () => {
    const auth = '{"room":"still"}'
    const [watcher, slow] = [await openSocket(server, auth), await openSocket(server, auth)]
    slow.socket.pause()
    // More than fills the buffers of both systems, less than the queue takes besides.
    const text = 'x'.repeat(60 * 1024)
    let packet = ''
    for (let sent = 0; sent < 400 && !packet.startsWith('42["left"'); sent++) {
      watcher.send(`42["chat:send","${text}"]`)
      packet = await watcher.text()
    }
    while (!packet.startsWith('42["left"')) packet = await watcher.text()
    assert.equal(packet, '42["left","slow_consumer"]')
    watcher.destroy()
    slow.destroy()
  })
})
