// What people use: the stock client over each transport, and the upgrade between them.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'

import { io } from 'socket.io-client'

import { startServer } from './lib/server.js'
import { hangs, take, within } from './lib/until.js'

let server
before(async () => {
  server = await startServer({ pingInterval: 200, pingTimeout: 20000, threads: 3, maxPayload: 300000 })
})
after(() => server.stop())

async function connect(options, nsp = '') {
  const socket = io(server.url + nsp, { forceNew: true, reconnection: false, ...options })
  try {
    await take(socket, 'auth')
  } catch (error) {
    socket.disconnect()
    throw error
  }
  return socket
}

function withClient(options, use) {
  return async () => {
    const socket = await connect(options)
    try {
      await use(socket)
    } finally {
      socket.disconnect()
    }
  }
}

const upgraded = (socket) =>
  socket.io.engine.transport.name === 'websocket' ? null : take(socket.io.engine, 'upgrade')

const transports = {
  'polling only': { transports: ['polling'] },
  'WebSocket only': { transports: ['websocket'] },
  'polling, then WebSocket': {},
}

for (const [name, options] of Object.entries(transports)) {
  describe(`the stock client by ${name}`, () => {
    it('hands its auth to the server', async () => {
      const socket = io(server.url, { forceNew: true, auth: { token: 'x', n: 1 }, ...options })
      assert.deepEqual(await take(socket, 'auth'), { token: 'x', n: 1 })
      socket.disconnect()
    })

    it(
      'gets acks for what it sends',
      withClient(options, async (socket) => {
        const answers = await Promise.all(
          Array.from({ length: 50 }, (_, i) => socket.timeout(hangs).emitWithAck('echo', { i })),
        )
        assert.deepEqual(answers, Array.from({ length: 50 }, (_, i) => ({ i })))
      }),
    )

    it(
      'answers what the server asks',
      withClient(options, async (socket) => {
        socket.on('question', (answer) => answer('an', { swer: [1, null] }, Buffer.from([1, 2])))
        const answer = take(socket, 'answer')
        socket.emit('server-ack-me')
        assert.deepEqual(await answer, ['an', { swer: [1, null] }, Buffer.from([1, 2])])
      }),
    )

    it(
      'gets binary back byte by byte',
      withClient(options, async (socket) => {
        const every = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
        const parts = [every, Buffer.alloc(0), randomBytes(1), randomBytes(100000)]
        const back = take(socket, 'message-back')
        socket.emit('message', { parts, deep: [{ text: 'x', parts }] })
        assert.deepEqual(await back, { parts, deep: [{ text: 'x', parts }] })
        assert.deepEqual(await socket.timeout(hangs).emitWithAck('echo', every), every)
      }),
    )

    it(
      'gets texts of many sizes back',
      withClient(options, async (socket) => {
        for (const size of [0, 1, 100, 125, 126, 1000, 65000, 65536, 70000, 299000]) {
          const text = 'x'.repeat(size)
          assert.equal(await socket.timeout(hangs).emitWithAck('echo', text), text)
        }
        const odd = 'ü✓🍅\0"\\\n\u001e\u2028'
        assert.equal(await socket.timeout(hangs).emitWithAck('echo', odd), odd)
      }),
    )

    it(
      'keeps the order of a thousand events, both ways',
      withClient(options, async (socket) => {
        const back = take(socket, 'message-back', 1000)
        for (let i = 0; i < 1000; i++) socket.emit('message', i)
        assert.deepEqual(await back, Array.from({ length: 1000 }, (_, i) => i))
      }),
    )

    it(
      'lives through heartbeats',
      withClient(options, async (socket) => {
        await upgradedIf(socket, options)
        await take(socket.io.engine, 'heartbeat', 3)
        assert.equal(await socket.timeout(hangs).emitWithAck('echo', 'alive'), 'alive')
      }),
    )

    it('learns that its namespace is unknown', async () => {
      const socket = io(server.url + '/nowhere', { forceNew: true, reconnection: false, ...options })
      assert.equal((await take(socket, 'connect_error')).message, 'Invalid namespace')
      socket.disconnect()
    })

    it('learns why it was refused', async () => {
      const auth = { refuse: 'not today', until: 5 }
      const socket = io(server.url, { forceNew: true, reconnection: false, auth, ...options })
      const error = await take(socket, 'connect_error')
      assert.equal(error.message, 'not today')
      assert.deepEqual(error.data, auth)
      socket.disconnect()
    })

    it('uses two namespaces on one connection', async () => {
      const socket = await connect({ ...options, forceNew: false, multiplex: true })
      const custom = socket.io.socket('/custom')
      await take(custom, 'auth')
      assert.notEqual(custom.id, socket.id)
      custom.disconnect()
      assert.equal(await socket.timeout(hangs).emitWithAck('echo', 1), 1)
      socket.disconnect()
    })

    it('can be put out by the server', async () => {
      for (const close of [false, true]) {
        const socket = await connect(options)
        const gone = take(socket, 'disconnect')
        socket.emit('disconnect-me', close)
        assert.equal([await gone].flat()[0], 'io server disconnect')
        socket.disconnect()
      }
    })
  })
}

const upgradedIf = (socket, options) => (options.transports ? null : upgraded(socket))

describe('the upgrade of the stock client', () => {
  it('loses and swaps nothing, both ways', async () => {
    const rounds = Array.from({ length: 8 }, async () => {
      const socket = await connect({})
      const count = 300
      const back = take(socket, 'message-back', count)
      for (let i = 0; i < count; i++) {
        socket.emit('message', i)
        if (i % 10 === 0) await new Promise((resolve) => setImmediate(resolve))
      }
      assert.deepEqual(await back, Array.from({ length: count }, (_, i) => i))
      await upgraded(socket)
      assert.equal(await socket.timeout(hangs).emitWithAck('echo', 'over'), 'over')
      socket.disconnect()
    })
    await Promise.all(rounds)
  })
})

describe('a room', () => {
  it('gets what one of its members sends, on every transport and loop, and nobody else does', async () => {
    const auth = { room: 'tomatoes' }
    const kinds = Object.values(transports)
    const members = await Promise.all(
      Array.from({ length: 9 }, (_, i) => connect({ auth, ...kinds[i % kinds.length] })),
    )
    const stranger = await connect({ auth: { room: 'potatoes' } })
    stranger.on('chat:message', () => assert.fail('not for this room'))
    const all = Promise.all(members.map((member) => take(member, 'chat:message', 20)))
    for (let i = 0; i < 20; i++) members[0].emit('chat:send', { i, bytes: Buffer.from([i]) })
    const wanted = Array.from({ length: 20 }, (_, i) => ({ i, bytes: Buffer.from([i]) }))
    for (const seen of await all) assert.deepEqual(seen, wanted)

    const [leaver, ...others] = members
    await leaver.timeout(hangs).emitWithAck('room:leave')
    leaver.on('chat:message', () => assert.fail('has left'))
    const rest = Promise.all(others.map((member) => take(member, 'chat:message')))
    others[0].emit('chat:send', 'without you')
    await rest
    assert.equal(await leaver.timeout(hangs).emitWithAck('echo', 1), 1)
    assert.equal(await stranger.timeout(hangs).emitWithAck('echo', 1), 1)
    for (const socket of [...members, stranger]) socket.disconnect()
  })

  it('learns why a member has gone', async () => {
    const auth = { room: 'farewell' }
    const watcher = await connect({ auth })
    for (const [leave, reason] of [
      [(socket) => socket.disconnect(), 'client namespace disconnect'],
      [(socket) => socket.io.engine.close(), 'transport close'],
      [(socket) => socket.emit('disconnect-me', true), 'server namespace disconnect'],
      [(socket) => socket.io.engine.write('7'), 'parse error'],
    ]) {
      const left = take(watcher, 'left')
      const socket = await connect({ auth, transports: ['websocket'] })
      leave(socket)
      assert.equal(await left, reason)
      socket.disconnect()
    }
    watcher.disconnect()
  })
})

describe('a server that stops', () => {
  it('closes its clients so that they come back by themselves', async () => {
    const other = await startServer({ pingInterval: 60000 })
    const sockets = await Promise.all(
      Object.values(transports).map(async (options) => {
        const socket = io(other.url, { forceNew: true, reconnection: false, ...options })
        await take(socket, 'auth')
        return socket
      }),
    )
    const gone = sockets.map((socket) => take(socket, 'disconnect'))
    await within(other.stop(), 'the stop')
    for (const event of await Promise.all(gone)) {
      assert.notEqual([event].flat()[0], 'io server disconnect') // after that a client stays away
    }
    for (const socket of sockets) socket.disconnect()
  })
})
