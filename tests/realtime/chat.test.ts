import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import type { ChatMessage } from '../../api/events.ts'
import type { Live } from '../lib/live.ts'
import { temporaryDirectory } from '../lib/server.ts'
import { World } from '../lib/world.ts'

// M6. Without limits, which tests/limits looks at; they would slow these down.
const world = await World.start({ flags: ['--rate-limits', 'off'] })

let sent = 0
const say = (live: Live, text: string, clientId = `m${++sent}`) =>
  live.send('chat:send', { text, clientId })

/** Ana, the host, Bea and Cem in a room. */
async function talk() {
  const { live: ana, host, code, me } = await world.room()
  const [bea, cem] = await Promise.all([world.guest('Bea'), world.guest('Cem')])
  const second = await bea.enter(code)
  const third = await cem.enter(code)
  return { code, ana, host, me, bea: second, cem: third, people: { bea, cem } }
}

describe('a message', () => {
  test('reaches everybody in the room with its writer’s name, and its writer by the ack', async () => {
    const { ana, bea, cem } = await talk()
    const before = Date.now()
    const message = await say(bea.live, '  Hello, room!  ', 'mine')
    assert.equal(message.text, 'Hello, room!')
    assert.equal(message.displayName, 'Bea')
    assert.equal(message.memberId, bea.snapshot.me.id)
    assert.equal(message.clientId, 'mine')
    assert.deepEqual([message.deleted, message.reactions], [false, {}])
    assert.ok(message.sentAt >= before - 1000 && message.sentAt <= Date.now() + 1000)
    for (const live of [ana, bea.live, cem.live])
      assert.deepEqual(await live.next('chat:message'), message)
  })

  test('keeps the name it was written under', async () => {
    const { ana, bea, people, code } = await talk()
    await say(bea.live, 'As Bea')
    const { snapshot } = await people.bea.enter(code, 'Beatriz')
    assert.equal(snapshot.chat.messages[0]?.displayName, 'Bea')
    await say(bea.live, 'As Beatriz')
    const later = await ana.next('chat:message', ({ text }) => text === 'As Beatriz')
    assert.equal(later.displayName, 'Beatriz')
  })

  for (const [what, text, expected] of [
    ['500 characters', 'ã'.repeat(500), 'ã'.repeat(500)],
    ['500 tomatoes', '🍅'.repeat(500), '🍅'.repeat(500)],
    ['lines', 'one\r\ntwo\n\n\n\nthree', 'one\ntwo\n\nthree'],
    ['direction overrides (IN3)', 'safe\u202Egnp.exe\u0007', 'safegnp.exe'],
    ['markup (IN1)', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ] as const) {
    test(`of ${what} is taken`, async () => {
      const { ana, bea } = await talk()
      assert.equal((await say(ana, text)).text, expected)
      assert.equal((await bea.live.next('chat:message')).text, expected)
    })
  }

  for (const [what, payload, field] of [
    ['no text', { clientId: 'a' }, 'text'],
    ['an empty text', { text: '', clientId: 'a' }, 'text'],
    ['white space', { text: ' \n\t ', clientId: 'a' }, 'text'],
    ['characters that draw nothing', { text: '\u200B\u2060', clientId: 'a' }, 'text'],
    ['501 characters', { text: 'x'.repeat(501), clientId: 'a' }, 'text'],
    ['a number', { text: 5, clientId: 'a' }, 'text'],
    ['no clientId', { text: 'Hi' }, 'clientId'],
    ['an empty clientId', { text: 'Hi', clientId: '' }, 'clientId'],
    ['a clientId of 65 characters', { text: 'Hi', clientId: 'x'.repeat(65) }, 'clientId'],
    ['a clientId with a NUL', { text: 'Hi', clientId: 'a\u0000b' }, 'clientId'],
  ] as const) {
    test(`of ${what} is refused`, async () => {
      const { live } = await world.room()
      const error = await live.refused('chat:send', payload)
      assert.deepEqual([error.code, error.field], ['invalid', field])
      const { chat } = await live.send('room:sync', {})
      assert.deepEqual(chat, { messages: [], hasEarlier: false })
    })
  }

  test('sent again is the same message, and nobody is told twice', async () => {
    const { ana, bea, people, code } = await talk()
    const first = await say(bea.live, 'Once', 'retry')
    assert.deepEqual(await say(bea.live, 'Once', 'retry'), first)
    const { live: again } = await people.bea.enter(code)
    assert.deepEqual(await say(again, 'Once', 'retry'), first, 'from another tab, too')
    const other = await say(ana, 'Mine', 'retry')
    assert.notEqual(other.id, first.id, 'another person’s is another message')
    await ana.next('chat:message', ({ text }) => text === 'Mine')
    assert.deepEqual(
      ana.seen('chat:message').map(({ text }) => text),
      ['Once', 'Mine'],
    )
    const { chat } = await ana.send('room:sync', {})
    assert.deepEqual(chat.messages, [first, other])
  })

  test('sent twice at once is one', async () => {
    const { ana, bea } = await talk()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => say(bea.live, 'At once', 'same')),
    )
    assert.equal(new Set(answers.map(({ id }) => id)).size, 1)
    await say(ana, 'End')
    await ana.next('chat:message', ({ text }) => text === 'End')
    assert.equal(ana.seen('chat:message').length, 2)
  })

  test('is there after a restart, and again the same', async () => {
    const data = temporaryDirectory()
    const own = await World.start({ dataDir: data.path })
    const { live, code, host } = await own.room()
    const message = await say(live, 'Stays', 'kept')
    await own.server.stop()
    await own.restart()
    const { live: back, snapshot } = await host.enter(code)
    assert.deepEqual(snapshot.chat.messages, [message])
    assert.deepEqual(await say(back, 'Stays', 'kept'), message)
    await own.close()
    data.remove()
  })
})

describe('one order', () => {
  test('for all, however many write at once', async () => {
    const { code, live } = await world.room()
    const tabs = await Promise.all(
      Array.from({ length: 5 }, async (_, i) => (await world.guest(`P${i}`)).enter(code)),
    )
    const writers = [live, ...tabs.map((tab) => tab.live)]
    await Promise.all(
      writers.flatMap((writer, w) =>
        Array.from({ length: 20 }, (_, i) => say(writer, `${w} says ${i}`)),
      ),
    )
    await say(live, 'End')
    const order = async (reader: Live) => {
      await reader.next('chat:message', ({ text }) => text === 'End')
      return reader.seen('chat:message').map(({ sequence, text }) => ({ sequence, text }))
    }
    const expected = await order(live)
    assert.equal(expected.length, 121)
    assert.deepEqual(
      expected.map(({ sequence }) => sequence),
      expected.map(({ sequence }) => sequence).toSorted((a, b) => a - b),
    )
    for (const { live: other } of tabs) assert.deepEqual(await order(other), expected)
    const { chat } = await live.send('room:sync', {})
    assert.deepEqual(
      chat.messages.map(({ text }) => text),
      expected.slice(-50).map(({ text }) => text),
    )
    assert.equal(chat.hasEarlier, true)
  })

  test('of what one person writes is how they wrote it', async () => {
    const { ana, bea } = await talk()
    const texts = Array.from({ length: 30 }, (_, i) => `${i}`)
    await Promise.all(texts.map((text) => say(ana, text)))
    await bea.live.next('chat:message', ({ text }) => text === '29')
    assert.deepEqual(
      bea.live.seen('chat:message').map(({ text }) => text),
      texts,
    )
  })
})

describe('reactions', () => {
  const react = (live: Live, message: ChatMessage, reaction: 'heart' | 'tomato', on = true) =>
    live.send('chat:react', { messageId: message.id, reaction, on })

  test('are one of each per person, and everybody sees them', async () => {
    const { ana, bea, cem, me } = await talk()
    const message = await say(ana, 'Well done')
    await react(bea.live, message, 'heart')
    await react(bea.live, message, 'heart')
    await react(bea.live, message, 'tomato')
    const last = await react(ana, message, 'heart')
    const expected = { heart: [bea.snapshot.me.id, me.id], tomato: [bea.snapshot.me.id] }
    assert.deepEqual(last.reactions, expected)
    const told = await cem.live.next(
      'chat:updated',
      ({ reactions }) => reactions.heart?.length === 2,
    )
    assert.deepEqual(told, { ...message, reactions: expected })
    assert.equal(cem.live.seen('chat:updated').length, 3, 'the repeated one told nobody')
    const { chat } = await cem.live.send('room:sync', {})
    assert.deepEqual(chat.messages, [told])
  })

  test('can be taken back', async () => {
    const { ana, bea } = await talk()
    const message = await say(ana, 'Well done')
    await react(bea.live, message, 'heart')
    assert.deepEqual((await react(bea.live, message, 'heart', false)).reactions, {})
    assert.deepEqual((await react(bea.live, message, 'heart', false)).reactions, {})
    await ana.next('chat:updated', ({ reactions }) => reactions.heart !== undefined)
    assert.deepEqual((await ana.next('chat:updated')).reactions, {})
  })

  test('are of six kinds, on messages of this room', async () => {
    const { ana, bea } = await talk()
    const message = await say(ana, 'Well done')
    for (const reaction of ['heart', 'clap', 'fire', 'laugh', 'wow', 'tomato'])
      assert.ok(
        (await bea.live.ask('chat:react', { messageId: message.id, reaction, on: true })).ok,
      )
    const other = await say((await world.room()).live, 'Elsewhere')
    for (const [payload, code, reason] of [
      [{ messageId: message.id, reaction: 'poop', on: true }, 'invalid', 'unknown_value'],
      [{ messageId: message.id, reaction: 'heart' }, 'invalid', 'required'],
      [{ messageId: other.id, reaction: 'heart', on: true }, 'not_found', 'unknown_message'],
      [{ messageId: '1', reaction: 'heart', on: true }, 'not_found', 'unknown_message'],
    ] as const) {
      const error = await bea.live.refused('chat:react', payload)
      assert.deepEqual([error.code, error.reason], [code, reason])
    }
  })
})

describe('deleting', () => {
  test('one’s own message leaves nothing of it but its place', async () => {
    const { ana, bea, cem } = await talk()
    const message = await say(bea.live, 'Regret')
    await ana.send('chat:react', { messageId: message.id, reaction: 'wow', on: true })
    const deleted = await bea.live.send('chat:delete', { messageId: message.id })
    assert.deepEqual(deleted, { ...message, text: '', deleted: true, reactions: {} })
    assert.deepEqual(await cem.live.next('chat:updated', (m) => m.deleted), deleted)
    assert.deepEqual(await bea.live.send('chat:delete', { messageId: message.id }), deleted)
    assert.equal(cem.live.seen('chat:updated').filter((m) => m.deleted).length, 1)
    const { chat } = await cem.live.send('room:sync', {})
    assert.deepEqual(chat.messages, [deleted])
    const error = await ana.refused('chat:react', {
      messageId: message.id,
      reaction: 'wow',
      on: true,
    })
    assert.deepEqual([error.code, error.reason], ['gone', 'message_deleted'])
    assert.deepEqual(await say(bea.live, 'Regret', message.clientId), deleted, 'a late retry, too')
  })

  test('is the host’s right with any, and nobody else’s', async () => {
    const { ana, bea, cem } = await talk()
    const message = await say(bea.live, 'Rude')
    const error = await cem.live.refused('chat:delete', { messageId: message.id })
    assert.deepEqual([error.code, error.reason], ['forbidden', 'not_yours'])
    assert.equal((await ana.send('chat:delete', { messageId: message.id })).deleted, true)
    const mine = await say(ana, 'Host’s')
    await ana.send('host:transfer', { memberId: cem.snapshot.me.id })
    const theirs = await say(bea.live, 'Rude again')
    const former = await ana.refused('chat:delete', { messageId: theirs.id })
    assert.equal(former.reason, 'not_yours', 'a host of before is a member like others')
    assert.equal((await ana.send('chat:delete', { messageId: mine.id })).deleted, true)
    assert.equal((await cem.live.send('chat:delete', { messageId: theirs.id })).deleted, true)
  })
})

describe('typing', () => {
  test('is told to the others, and stored nowhere', async () => {
    const { ana, bea, cem } = await talk()
    await bea.live.send('chat:typing', {})
    const expected = { memberId: bea.snapshot.me.id }
    assert.deepEqual(await ana.next('chat:typing'), expected)
    assert.deepEqual(await cem.live.next('chat:typing'), expected)
    await say(ana, 'End')
    await bea.live.next('chat:message')
    assert.deepEqual(bea.live.seen('chat:typing'), [])
    assert.equal((await ana.send('room:sync', {})).chat.messages.length, 1)
  })
})

describe('a message with a hidden word', () => {
  // Words of its own, so that nobody is insulted by a log.
  const folder = temporaryDirectory()
  after(() => folder.remove())
  const words = join(folder.path, 'words')
  writeFileSync(words, '# A word a line\nPlonk\n\nflim # as in flimflam\n')
  const flags = ['--rate-limits', 'off', '--hidden-words', words]
  const hidden = World.start({ flags })

  async function scene() {
    const own = await hidden
    const { live: ana, host, code } = await own.room()
    const bea = await own.guest('Bea')
    const { live: writer } = await bea.enter(code)
    await say(ana, 'Before')
    const secret = await say(writer, 'You PLÓNK, you')
    await say(ana, 'After')
    return { own, ana, host, code, bea, writer, secret }
  }
  const texts = (messages: ChatMessage[]) => messages.map(({ text }) => text)

  test('looks like any other to its sender: live, after a reload and in the history', async () => {
    const { bea, writer, code, secret } = await scene()
    await writer.next('chat:message', ({ text }) => text === 'After')
    const expected = ['Before', 'You PLÓNK, you', 'After']
    assert.deepEqual(texts(writer.seen('chat:message')), expected)
    const { live: again, snapshot } = await bea.enter(code)
    assert.deepEqual(texts(snapshot.chat.messages), expected)
    const { items } = await bea.rest.get<{ items: ChatMessage[] }>(`/api/rooms/${code}/messages`)
    assert.deepEqual(texts(items), expected.toReversed())
    assert.deepEqual(await say(again, 'You PLÓNK, you', secret.clientId), secret)
    const liked = await again.send('chat:react', {
      messageId: secret.id,
      reaction: 'heart',
      on: true,
    })
    assert.deepEqual(await writer.next('chat:updated'), liked)
  })

  test('never reaches anybody else, the host neither', async () => {
    const { own, ana, host, code, writer, secret } = await scene()
    await writer.send('chat:react', { messageId: secret.id, reaction: 'fire', on: true })
    await writer.send('chat:delete', { messageId: secret.id })
    await say(writer, 'End')
    await ana.next('chat:message', ({ text }) => text === 'End')
    const expected = ['Before', 'After', 'End']
    assert.deepEqual(texts(ana.seen('chat:message')), expected)
    assert.deepEqual(ana.seen('chat:updated'), [])
    assert.deepEqual(texts((await ana.send('room:sync', {})).chat.messages), expected)
    const { live: late, snapshot } = await (await own.guest('Cem')).enter(code)
    assert.deepEqual(texts(snapshot.chat.messages), expected)
    const { items } = await host.rest.get<{ items: ChatMessage[] }>(`/api/rooms/${code}/messages`)
    assert.deepEqual(texts(items), expected.toReversed())
    for (const live of [ana, late]) {
      const react = { messageId: secret.id, reaction: 'heart', on: true }
      assert.equal((await live.refused('chat:react', react)).reason, 'unknown_message')
      const error = await live.refused('chat:delete', { messageId: secret.id })
      assert.equal(error.reason, 'unknown_message')
    }
  })

  test('is found as a whole word, whatever its case and accents', async () => {
    const { ana, writer } = await scene()
    const seen = ['plonker', 'explonk', 'pl onk', 'ok']
    for (const text of ['plonk', 'a plonk.', 'ＰＬＯＮＫ', 'plônk!', 'FLIM\nflam', ...seen])
      await say(writer, text)
    await ana.next('chat:message', ({ text }) => text === 'ok')
    assert.deepEqual(texts(ana.seen('chat:message')).slice(2), seen)
  })
})

describe('who is muted', () => {
  test('neither writes, reacts nor types, but reads and deletes their own', async () => {
    const { ana, bea } = await talk()
    const message = await say(bea.live, 'Before')
    const memberId = bea.snapshot.me.id
    await ana.send('member:mute', { memberId })
    for (const [event, payload] of [
      ['chat:send', { text: 'After', clientId: 'after' }],
      ['chat:react', { messageId: message.id, reaction: 'heart', on: true }],
      ['chat:typing', {}],
    ] as const) {
      const error = await bea.live.refused(event, payload)
      assert.deepEqual([error.code, error.reason], ['forbidden', 'muted'])
    }
    assert.deepEqual(await say(bea.live, 'Before', message.clientId), message, 'it was stored')
    assert.equal((await say(ana, 'Heard')).text, 'Heard')
    await bea.live.next('chat:message', ({ text }) => text === 'Heard')
    assert.equal((await bea.live.send('chat:delete', { messageId: message.id })).deleted, true)
    await ana.send('member:mute', { memberId, muted: false })
    assert.equal((await say(bea.live, 'Again')).text, 'Again')
  })
})

describe('who is not in the room', () => {
  test('any more writes nothing there', async () => {
    const { ana, bea, cem } = await talk()
    const message = await say(bea.live, 'Here')
    await cem.live.send('room:leave', {})
    await ana.send('member:kick', { memberId: bea.snapshot.me.id })
    for (const { live } of [bea, cem]) {
      for (const [event, payload] of [
        ['chat:send', { text: 'Still here', clientId: 'late' }],
        ['chat:send', { text: 'Here', clientId: message.clientId }],
        ['chat:react', { messageId: message.id, reaction: 'heart', on: true }],
        ['chat:delete', { messageId: message.id }],
        ['chat:typing', {}],
      ] as const) {
        const error = await live.refused(event, payload)
        assert.deepEqual([error.code, error.reason], ['not_found', 'not_in_room'])
      }
    }
    const { chat } = await ana.send('room:sync', {})
    assert.deepEqual(chat.messages, [message])
  })

  test('hears nothing of it', async () => {
    const { ana } = await talk()
    const { live: stranger } = await world.room()
    await say(ana, 'Between us')
    await ana.next('chat:message')
    await say(stranger, 'Elsewhere')
    await stranger.next('chat:message')
    assert.equal(stranger.seen('chat:message').length, 1)
  })
})
