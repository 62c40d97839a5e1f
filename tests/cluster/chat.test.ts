import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Live } from '../lib/live.ts'
import { Nodes } from '../lib/nodes.ts'

// M6 where the people of one room sit on two processes.
const flags = ['--rate-limits', 'off']
const nodes = await Nodes.start(2, [{ flags }, { flags }])

async function talk() {
  const { live: ana, code, host } = await nodes.at(0).room()
  const bea = await nodes.at(1).guest('Bea')
  const { live, snapshot } = await nodes.enter(bea, code, 1)
  return { ana, host, bea: live, beaHerself: bea, code, beaId: snapshot.me.id }
}
const say = (live: Live, text: string, clientId: string) =>
  live.send('chat:send', { text, clientId })

describe('chat on two processes', () => {
  test('has one order, whoever writes where', async () => {
    const { ana, bea, code } = await talk()
    const cem = await nodes.enter(await nodes.at(1).guest('Cem'), code, 1)
    const writers = [ana, bea, cem.live]
    await Promise.all(
      writers.flatMap((writer, w) =>
        Array.from({ length: 20 }, (_, i) => say(writer, `${w} says ${i}`, `${w}-${i}`)),
      ),
    )
    await say(ana, 'End', 'end')
    const order = async (reader: Live) => {
      await reader.next('chat:message', ({ text }) => text === 'End')
      return reader.seen('chat:message').map(({ sequence, text }) => ({ sequence, text }))
    }
    const expected = await order(ana)
    assert.equal(expected.length, 61)
    assert.deepEqual(
      expected,
      expected.toSorted((a, b) => a.sequence - b.sequence),
    )
    assert.deepEqual(await order(bea), expected)
    assert.deepEqual(await order(cem.live), expected)
  })

  test('knows a message that is sent again at another process', async () => {
    const { ana, bea, beaHerself, code } = await talk()
    const first = await say(bea, 'Once', 'retry')
    const { live: elsewhere } = await nodes.enter(beaHerself, code, 0)
    assert.deepEqual(await say(elsewhere, 'Once', 'retry'), first)
    await say(bea, 'End', 'end')
    await ana.next('chat:message', ({ text }) => text === 'End')
    assert.equal(ana.seen('chat:message').length, 2)
  })

  test('tells reactions and deletions, and hides what is hidden', async () => {
    const { ana, bea, beaHerself, code, beaId } = await talk()
    const { live: elsewhere } = await nodes.enter(beaHerself, code, 0)
    const message = await say(ana, 'Well done', 'a')
    await bea.send('chat:react', { messageId: message.id, reaction: 'fire', on: true })
    assert.deepEqual((await ana.next('chat:updated')).reactions, { fire: [beaId] })
    await ana.send('chat:delete', { messageId: message.id })
    await bea.next('chat:updated', ({ deleted }) => deleted)
    await say(bea, 'kys', 'hidden')
    await say(bea, 'End', 'end')
    await ana.next('chat:message', ({ text }) => text === 'End')
    await elsewhere.next('chat:message', ({ text }) => text === 'kys')
    assert.deepEqual(
      ana.seen('chat:message').map(({ text }) => text),
      ['Well done', 'End'],
    )
  })
})
