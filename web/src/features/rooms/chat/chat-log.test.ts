import type { Chat, ChatMessage } from '@api/events'
import { describe, expect, it } from 'vitest'
import {
  unreadAfter,
  withAllRead,
  withDraft,
  withLatest,
  withMessage,
  withTyping,
} from './chat-log'
import { emptyLog, type ChatLog, type Draft } from './chat-state'
import { withEarlier, withReaction } from './open-log'
import { message } from './testing'

const me = '1'
const draft = (clientId: string): Draft => ({
  clientId,
  text: clientId,
  writtenAt: 0,
  failure: null,
})
const sequences = (log: ChatLog) => log.messages.map(({ sequence }) => sequence)
const chat = (messages: ChatMessage[], hasEarlier = false): Chat => ({ messages, hasEarlier })
const logOf = (...numbers: number[]) =>
  withLatest(
    emptyLog,
    chat(
      numbers.map((one) => message(one)),
      true,
    ),
    me,
  )

describe('the log of the chat (M6)', () => {
  it('keeps the order of the server, whatever order things arrive in', () => {
    let log = emptyLog
    for (const sequence of [3, 1, 2]) log = withMessage(log, message(sequence), me)
    expect(sequences(log)).toEqual([1, 2, 3])
  })

  it('replaces a message that changed and keeps its place', () => {
    const log = withMessage(logOf(1, 2, 3), message(2, { deleted: true, text: '' }), me)
    expect(log.messages.map(({ deleted }) => deleted)).toEqual([false, true, false])
  })

  it('settles our draft by member and client id, however the message comes', () => {
    const mine = message(7, { memberId: me, clientId: 'a' })
    const waiting = withDraft(withDraft(logOf(6), draft('a')), draft('b'))
    const left = (log: ChatLog) => log.drafts.map(({ clientId }) => clientId)
    expect(left(withMessage(waiting, mine, me))).toEqual(['b'])
    expect(left(withLatest(waiting, chat([message(6), mine]), me))).toEqual(['b'])
    expect(left(withMessage(waiting, { ...mine, memberId: '2' }, me))).toEqual(['a', 'b'])
  })

  it('forgets earlier pages with a snapshot, unless somebody reads there and nothing is missing between', () => {
    const paged = withEarlier(logOf(5, 6, 7), chat([message(3), message(4)], true), 5, [], me)
    expect(sequences(paged)).toEqual([3, 4, 5, 6, 7])
    const latest = chat([message(6), message(7), message(8)], true)
    expect(sequences(withLatest(paged, latest, me))).toEqual([6, 7, 8])
    const reading = { ...paged, isReading: true }
    expect(sequences(withLatest(reading, latest, me))).toEqual([3, 4, 5, 6, 7, 8])
    const far = chat([message(20), message(21)], true)
    expect(sequences(withLatest(reading, far, me))).toEqual([20, 21])
  })

  it('drops a page that would leave a gap, and a change of what is not loaded', () => {
    const log = logOf(5, 6)
    expect(sequences(withEarlier(log, chat([message(1)]), 3, [], me))).toEqual([5, 6])
    expect(withMessage(log, message(2), me)).toBe(log)
  })

  it('keeps what changed while a page was on its way', () => {
    const log = logOf(5)
    const asked = log.messages
    const changed = withMessage({ ...log, hasEarlier: false }, message(4, { deleted: true }), me)
    const kept = withEarlier(
      { ...changed, messages: log.messages },
      chat([message(4)]),
      5,
      asked,
      me,
    )
    expect(sequences(kept)).toEqual([4, 5])
  })

  it('counts as unread what others wrote since the last look and did not take back', () => {
    const first = logOf(1, 2)
    expect(unreadAfter(first, first.readUpTo, me, [])).toEqual([])
    let log = first
    log = withMessage(log, message(3), me)
    log = withMessage(log, message(4, { memberId: me }), me)
    log = withMessage(log, message(5, { deleted: true }), me)
    expect(unreadAfter(log, log.readUpTo, me, []).map(({ id }) => id)).toEqual(['m3'])
    expect(unreadAfter(withAllRead(log), withAllRead(log).readUpTo, me, [])).toEqual([])
  })

  it('counts nothing of those who are hidden as unread (B2)', () => {
    const log = withMessage(logOf(1), message(2, { memberId: '3' }), me)
    expect(unreadAfter(log, 0, me, ['2']).map(({ id }) => id)).toEqual(['m2'])
  })

  it('shows our reaction at once, one of each kind a person', () => {
    let log = withReaction(logOf(1), 'm1', 'heart', me, true)
    log = withReaction(log, 'm1', 'heart', me, true)
    expect(log.messages[0]!.reactions).toEqual({ heart: [me] })
    expect(withReaction(log, 'm1', 'heart', me, false).messages[0]!.reactions).toEqual({})
  })

  it('lets whoever sent a message stop typing', () => {
    const log = withTyping(withTyping(logOf(1), '2', true), '2', true)
    expect(log.typing).toEqual(['2'])
    expect(withMessage(log, message(2), me).typing).toEqual([])
    // A reaction to something older is no message.
    expect(withMessage(log, message(1), me).typing).toEqual(['2'])
  })

  it('ends the same for everybody, in whatever order and how often things arrive', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomOf(seed)
      const truth = Array.from({ length: 40 }, (_, index) =>
        message(2 * index + 1, random() < 0.3 ? { memberId: me } : {}),
      )
      const pageFrom = (end: number): Chat => {
        const from = Math.max(0, end - 7)
        return chat(truth.slice(from, end), from > 0)
      }
      let log = truth
        .filter(({ memberId }) => memberId === me)
        .reduce((sum, { clientId }) => withDraft(sum, draft(clientId)), emptyLog)
      let told = 10
      log = withLatest(log, pageFrom(told), me)
      for (let step = 0; step < 120; step++) {
        const dice = random()
        const known = log.messages
        if (dice < 0.5 && told < truth.length) {
          // A few arrive, swapped, and one of them twice.
          const batch = truth.slice(told, told + 3)
          told += batch.length
          for (const one of [...batch.toReversed(), batch[0]!]) log = withMessage(log, one, me)
        } else if (dice < 0.7) log = withLatest(log, pageFrom(told), me)
        else if (dice < 0.8) log = { ...log, isReading: !log.isReading }
        else {
          const before = truth.findIndex(({ id }) => id === known[0]?.id)
          log = withEarlier(log, pageFrom(before), truth[before]!.sequence, known, me)
        }
        expectStretchOf(truth.slice(0, told), log)
      }
      while (told < truth.length) log = withMessage(log, truth[told++]!, me)
      expectStretchOf(truth, log)
      const stored = new Set(log.messages.map(({ clientId }) => clientId))
      expect(log.drafts.filter(({ clientId }) => stored.has(clientId))).toEqual([])
    }
  })
})

/** No gap, nothing twice, up to the latest. */
function expectStretchOf(truth: readonly ChatMessage[], log: ChatLog): void {
  const expected = truth.slice(truth.length - log.messages.length).map(({ id }) => id)
  expect(log.messages.map(({ id }) => id)).toEqual(expected)
  expect(log.hasEarlier).toBe(log.messages.length < truth.length)
}

/** Numbers from 0 to 1, the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
