// Socket.IO packets by hand, over a WebSocket: WS3 (nothing before CONNECT), WS5 to WS7, WS10, WS11.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { Polling } from './lib/polling.js'
import { openEngine, openSocket } from './lib/raw-websocket.js'
import { startServer } from './lib/server.js'

const [connectTimeout, attachmentTimeout] = [1000, 300]
const patient = { pingInterval: 60000, connectTimeout: 60000, attachmentTimeout: 60000 }

let server
let connectSoon // ends who is late with CONNECT
let attachSoon // ends who is late with attachments
before(async () => {
  server = await startServer(patient)
  connectSoon = await startServer({ ...patient, connectTimeout })
  attachSoon = await startServer({ ...patient, attachmentTimeout })
})
after(() => Promise.all([server, connectSoon, attachSoon].map((each) => each.stop())))

async function withSession(use, open = () => openEngine(server, '/socket.io/')) {
  const raw = await open()
  try {
    await use(raw)
  } finally {
    raw.destroy()
  }
}
const withSocket = (use) => withSession(use, () => openSocket(server))

describe('CONNECT', () => {
  for (const [what, packet, prefix, auth] of [
    ['the main namespace', '40', '40', '42["auth",{}]'],
    ['the main namespace with a payload', '40{"token":"123"}', '40', '42["auth",{"token":"123"}]'],
    ['another namespace', '40/custom,', '40/custom,', '42/custom,["auth",{}]'],
    ['another namespace without a comma', '40/custom', '40/custom,', '42/custom,["auth",{}]'],
    ['another with a payload', '40/custom,{"a":[1]}', '40/custom,', '42/custom,["auth",{"a":[1]}]'],
  ]) {
    it(`to ${what} is answered with a sid of its own`, () =>
      withSession(async (raw) => {
        raw.send(packet)
        const answer = await raw.text()
        assert.ok(answer.startsWith(prefix))
        const body = JSON.parse(answer.slice(prefix.length))
        assert.deepEqual(Object.keys(body), ['sid'])
        assert.notEqual(body.sid, raw.handshake.sid)
        assert.equal(await raw.text(), auth)
      }))
  }

  it('gives each namespace another sid', () =>
    withSocket(async (raw) => {
      raw.send('40/custom')
      assert.notEqual(JSON.parse((await raw.text()).slice(10)).sid, raw.id)
    }))

  it('to an unknown namespace is refused; the connection lives', () =>
    withSession(async (raw) => {
      raw.send('40/random')
      assert.equal(await raw.text(), '44/random,{"message":"Invalid namespace"}')
      raw.send('40')
      assert.match(await raw.text(), /^40\{"sid":/)
    }))

  it('may be refused by the application, with data', () =>
    withSession(async (raw) => {
      raw.send('40{"refuse":"no","why":1}')
      assert.equal(await raw.text(), '44{"message":"no","data":{"refuse":"no","why":1}}')
    }))

  it('is followed by events of the same payload', async () => {
    const session = await Polling.open(server, '/socket.io/')
    await session.send('40', '421["echo","first"]', '42["message","second"]')
    const packets = []
    while (packets.length < 4) packets.push(...(await session.receive()))
    assert.deepEqual(packets.slice(1), ['42["auth",{}]', '431["first"]', '42["message-back","second"]'])
  })

  it('must come within the time allowed', () =>
    withSession(
      async (raw) => {
        const start = performance.now()
        await raw.closed()
        assert.ok(performance.now() - start > connectTimeout - 50)
      },
      () => openEngine(connectSoon, '/socket.io/'),
    ))

  it('that was refused does not count for that', () =>
    withSession(
      async (raw) => {
        raw.send('40/random')
        await raw.text()
        assert.equal((await raw.closed()).code, 1002)
      },
      () => openEngine(connectSoon, '/socket.io/'),
    ))
})

describe('before CONNECT', () => {
  for (const [what, packet] of Object.entries({
    'an event': '42["message"]',
    'an event to another namespace': '42/custom,["message"]',
    'an ack': '431[]',
    'a DISCONNECT': '41',
    'a CONNECT_ERROR': '44{"message":"x"}',
    'a binary event': '451-["message",{"_placeholder":true,"num":0}]',
    'an unknown type': '47',
    'no type': '4',
    'no packet': '4abc',
    'a payload that is no object': '40[]',
    'a payload that is a text': '40"x"',
    'a broken payload': '40{"a":',
    'a deep payload': `40${'{"a":'.repeat(40)}1${'}'.repeat(40)}`,
  })) {
    it(`${what} ends the connection`, () =>
      withSession(async (raw) => {
        raw.send(packet)
        assert.equal((await raw.closed()).code, 1002)
      }))
  }

  it('binary ends the connection', () =>
    withSession(async (raw) => {
      raw.send(Buffer.from([1]))
      assert.equal((await raw.closed()).code, 1002)
    }))

  it('an event by polling ends the session', async () => {
    const session = await Polling.open(server, '/socket.io/')
    assert.equal((await session.post('42["message"]')).status, 400)
    assert.equal((await session.get()).status, 400)
  })
})

describe('a connected socket is closed', () => {
  const placeholder = '{"_placeholder":true,"num":0}'
  for (const [what, ...messages] of [
    ['by a second CONNECT', '40'],
    ['by an event that is no array', '42{}'],
    ['by an event that is a text', '42"message"'],
    ['by an event without a payload', '42'],
    ['by an empty event', '42[]'],
    ['by an event whose name is no text', '42[{}]'],
    ['by an event whose name is null', '42[null]'],
    ['by broken JSON', '42["message",'],
    ['by JSON with something behind it', '42["message"]x'],
    ['by a number that is none', '42["message",NaN]'],
    ['by a CONNECT_ERROR', '44{}'],
    ['by a DISCONNECT with a payload', '41[1]'],
    ['by an ack without an id', '43[]'],
    ['by an ack that is no array', '431{}'],
    ['by an ack id without end', '42' + '9'.repeat(40) + '["message"]'],
    ['by an unknown type', '49["message"]'],
    ['by stray binary', Buffer.from([1, 2, 3])],
    ['by text among attachments', `451-["message",${placeholder}]`, '42["message"]'],
    ['by a second header among attachments', `452-["message",${placeholder}]`, Buffer.from([1]), '45'],
    ['by eleven attachments', `4511-["message",${placeholder}]`],
    ['by very many attachments', `45199999999999-["message",${placeholder}]`],
    ['by a count without end', `45${'9'.repeat(50)}-["message",${placeholder}]`],
    ['by a missing count', `45-["message",${placeholder}]`],
    ['by a missing dash', `451["message",${placeholder}]`],
    ['by a placeholder beyond the attachments', '451-["message",{"_placeholder":true,"num":1}]'],
    ['by a placeholder below zero', '451-["message",{"_placeholder":true,"num":-1}]'],
    ['by a placeholder that is a text', '451-["message",{"_placeholder":true,"num":"0"}]'],
    ['by a placeholder without a number', '451-["message",{"_placeholder":true}]'],
    ['by attachments of more than the limit', `452-["message",${placeholder}]`, Buffer.alloc(40000), Buffer.alloc(40000)],
    ...['connect', 'connect_error', 'disconnect', 'disconnecting', 'error', 'newListener', 'removeListener'].map(
      (name) => [`by the reserved event ${name}`, `42["${name}"]`],
    ),
  ]) {
    it(what, () =>
      withSocket(async (raw) => {
        for (const message of messages) raw.send(message)
        assert.equal((await raw.closed()).code, 1002)
      }))
  }

  it('when attachments stay away', () =>
    withSession(
      async (raw) => {
        const start = performance.now()
        raw.send(`452-["message",${placeholder}]`)
        raw.send(Buffer.from([1]))
        assert.equal((await raw.closed()).code, 1002)
        assert.ok(performance.now() - start > attachmentTimeout - 50)
      },
      () => openSocket(attachSoon),
    ))
})

describe('events', () => {
  it('come back with their arguments', () =>
    withSocket(async (raw) => {
      raw.send('42["message",1,"2",{"3":[true]},null]')
      assert.equal(await raw.text(), '42["message-back",1,"2",{"3":[true]},null]')
    }))

  it('come back with their attachments', () =>
    withSocket(async (raw) => {
      const args = '{"_placeholder":true,"num":0},{"deep":[{"_placeholder":true,"num":1}]}'
      raw.send(`452-["message",${args}]`)
      raw.send(Buffer.from([1, 2, 3]))
      raw.send(Buffer.from([4, 5, 6]))
      assert.equal(await raw.text(), `452-["message-back",${args}]`)
      assert.deepEqual((await raw.next()).data, Buffer.from([1, 2, 3]))
      assert.deepEqual((await raw.next()).data, Buffer.from([4, 5, 6]))
    }))

  it('may have ten attachments, empty ones too', () =>
    withSocket(async (raw) => {
      const args = Array.from({ length: 10 }, (_, num) => ({ _placeholder: true, num }))
      raw.send(`4510-7["message-with-ack",${args.map((arg) => JSON.stringify(arg))}]`)
      for (let i = 0; i < 10; i++) raw.send(Buffer.alloc(i))
      assert.equal(await raw.text(), `4610-7[${args.map((arg) => JSON.stringify(arg))}]`)
      for (let i = 0; i < 10; i++) assert.equal((await raw.next()).data.length, i)
    }))

  it('are acked with their id', () =>
    withSocket(async (raw) => {
      for (const id of [0, 1, 456, 2 ** 53]) {
        raw.send(`42${id}["message-with-ack",1,"2",{"3":[false]}]`)
        assert.equal(await raw.text(), `43${id}[1,"2",{"3":[false]}]`)
      }
    }))

  it('are handled in the order they were sent', () =>
    withSocket(async (raw) => {
      for (let i = 0; i < 1000; i++) raw.send(`42["message",${i}]`)
      for (let i = 0; i < 1000; i++) assert.equal(await raw.text(), `42["message-back",${i}]`)
    }))

  it('without a handler change nothing', () =>
    withSocket(async (raw) => {
      raw.send('42["nobody-listens"]')
      raw.send('42["message"]')
      assert.equal(await raw.text(), '42["message-back"]')
    }))

  it('whose handler throws are acked with an error and logged once', () =>
    withSocket(async (raw) => {
      raw.send('425["fail"]')
      assert.equal(await raw.text(), '435[{"ok":false}]')
      raw.send('42["message"]')
      assert.equal(await raw.text(), '42["message-back"]')
      assert.equal(server.log.filter((line) => line.includes('always fails')).length, 1)
    }))

  const nested = (depth) => '['.repeat(depth) + ']'.repeat(depth)
  for (const [what, json] of Object.entries({
    'that nest too deep': nested(33),
    'with a key twice': '{"a":1,"b":2,"a":3}',
    'with a key twice, deep inside': '[[{"x":{"a":1,"a":2}}]]',
    'with a number beyond all': '1e309',
    'with half a surrogate pair': '"\\ud800"',
    'with the other half': '"\\udc00"',
  })) {
    it(`${what} get an error ack; the connection lives`, () =>
      withSocket(async (raw) => {
        raw.send(`429["echo",${json}]`)
        assert.equal(await raw.text(), '439[{"ok":false}]')
        raw.send('42["message"]')
        assert.equal(await raw.text(), '42["message-back"]')
      }))
  }

  it('may nest as deep as is allowed, and have odd keys', () =>
    withSocket(async (raw) => {
      const odd = '{"__proto__":{"a":1},"constructor":2,"":3}'
      raw.send(`421["echo",${nested(32)},${odd}]`)
      assert.equal(await raw.text(), `431[${nested(32)},${odd}]`)
    }))
})

describe('acks of the client', () => {
  it('answer the question of the server', () =>
    withSocket(async (raw) => {
      raw.send('42["server-ack-me"]')
      assert.equal(await raw.text(), '420["question"]')
      raw.send('430["an",{"swer":1}]')
      assert.equal(await raw.text(), '42["answer","an",{"swer":1}]')
    }))

  it('may be binary', () =>
    withSocket(async (raw) => {
      raw.send('42["server-ack-me"]')
      await raw.text()
      raw.send('461-0[{"_placeholder":true,"num":0}]')
      raw.send(Buffer.from([7]))
      assert.equal(await raw.text(), '451-["answer",{"_placeholder":true,"num":0}]')
      assert.deepEqual((await raw.next()).data, Buffer.from([7]))
    }))

  it('that are forged, repeated or huge are dropped', () =>
    withSocket(async (raw) => {
      raw.send('43999[1]')
      raw.send('43' + '9'.repeat(40) + '[1]')
      raw.send('42["server-ack-me"]')
      await raw.text()
      raw.send('430["once"]')
      raw.send('430["twice"]')
      raw.send('42["message"]')
      assert.equal(await raw.text(), '42["answer","once"]')
      assert.equal(await raw.text(), '42["message-back"]')
    }))

  it('are counted anew for each question', () =>
    withSocket(async (raw) => {
      for (const id of [0, 1, 2]) {
        raw.send('42["server-ack-me"]')
        assert.equal(await raw.text(), `42${id}["question"]`)
        raw.send(`43${id}[]`)
        assert.equal(await raw.text(), '42["answer"]')
      }
    }))
})

describe('DISCONNECT', () => {
  it('from one namespace leaves the other', () =>
    withSocket(async (raw) => {
      raw.send('40/custom')
      await raw.text()
      await raw.text()
      raw.send('41/custom')
      raw.send('42["message","message to main namespace"]')
      assert.equal(await raw.text(), '42["message-back","message to main namespace"]')
    }))

  it('may be followed by another CONNECT', () =>
    withSocket(async (raw) => {
      raw.send('41')
      raw.send('40')
      assert.notEqual(JSON.parse((await raw.text()).slice(2)).sid, raw.id)
    }))

  it('of the last namespace leaves the time of a CONNECT', () =>
    withSession(
      async (raw) => {
        raw.send('41')
        assert.equal((await raw.closed()).code, 1002)
      },
      () => openSocket(connectSoon),
    ))

  it('by the server ends the namespace, and later events to it are ignored', () =>
    withSocket(async (raw) => {
      raw.send('42["disconnect-me"]')
      assert.equal(await raw.text(), '41')
      raw.send('42["message"]')
      raw.send('40/custom')
      assert.match(await raw.text(), /^40\/custom,/)
    }))

  it('by the server may end the connection', () =>
    withSocket(async (raw) => {
      raw.send('42["disconnect-me",true]')
      assert.equal(await raw.text(), '41')
      assert.equal((await raw.closed()).code, 1000)
    }))

  it('by the server reaches a polling client before its session ends', async () => {
    const session = await Polling.open(server, '/socket.io/')
    await session.send('40')
    await session.receive()
    await session.send('42["disconnect-me",true]')
    assert.deepEqual(await session.receive(), ['41'])
    assert.deepEqual(await session.receive(), ['1'])
    assert.equal((await session.get()).status, 400)
  })
})
