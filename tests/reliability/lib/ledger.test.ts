import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ledger } from './ledger.ts'

// The checker itself: it must see what a server could do wrong.
interface Text {
  version: number
  text: string
}

const at = (version: number, text = `text ${version}`): Text => ({ version, text })

async function twoWrites(): Promise<Ledger<Text>> {
  const ledger = new Ledger('text', at(1))
  await ledger.operate('first', () => Promise.resolve(at(2)))
  await ledger.operate('second', () => Promise.resolve(at(3)))
  return ledger
}

async function lostAnswer(ledger: Ledger<Text>): Promise<void> {
  const run = (): Promise<Text> => Promise.reject(new Error('the connection ended'))
  await assert.rejects(ledger.operate('third', run))
}

test('what was acknowledged and nothing else is right', async () => {
  const ledger = await twoWrites()
  ledger.settled(at(3), 'the snapshot')
  ledger.check()
  assert.equal(ledger.done, 2)
})

test('an operation without an answer may have happened, or not', async () => {
  for (const version of [3, 4]) {
    const ledger = await twoWrites()
    await lostAnswer(ledger)
    ledger.settled(at(version), 'the snapshot')
    ledger.check()
  }
})

test('an acknowledged operation that is gone is lost', async () => {
  const ledger = await twoWrites()
  ledger.settled(at(2), 'the snapshot')
  assert.throws(() => ledger.check(), /lost/)
})

test('an event about what is gone is a loss, too', async () => {
  const ledger = await twoWrites()
  await lostAnswer(ledger)
  ledger.told(at(4), 'an event')
  ledger.settled(at(3), 'the snapshot')
  assert.throws(() => ledger.check(), /lost/)
})

test('an operation done twice, or by nobody, is seen', async () => {
  const ledger = await twoWrites()
  await lostAnswer(ledger)
  ledger.settled(at(5), 'the snapshot')
  assert.throws(() => ledger.check(), /phantom or duplicate/)
})

test('a refused operation that was done all the same is seen', async () => {
  const ledger = await twoWrites()
  await ledger.operate('third', () => Promise.resolve(undefined))
  ledger.settled(at(4), 'the snapshot')
  assert.throws(() => ledger.check(), /phantom or duplicate/)
})

test('a version with two values is seen', async () => {
  const ledger = await twoWrites()
  ledger.told(at(2, 'something else'), 'an event')
  ledger.settled(at(3), 'the snapshot')
  assert.throws(() => ledger.check(), /another version 2/)
})
