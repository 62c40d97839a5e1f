import type { ChatMessage } from '@api/events'
import { describe, expect, it } from 'vitest'
import { dayName } from './day-name'
import { rowsOf, type Folding } from './message-rows'
import { message } from './testing'

const shape = (
  messages: readonly ChatMessage[],
  firstUnreadId: string | null,
  dayOf: (at: number) => string,
  folding: Partial<Folding> = {},
) =>
  rowsOf(messages, firstUnreadId, { hidden: [], open: [], ...folding }, dayOf).map((row) => {
    if (row.type === 'fold') return `${row.key} ${row.count}${row.isOpen ? ' open' : ''}`
    if (row.type !== 'message') return row.type
    return `${row.message.id}${row.isFirst ? ' first' : ''}${row.isLast ? ' last' : ''}`
  })
const oneDay = () => 'today'

describe('rowsOf (M6)', () => {
  it('groups runs of one sender', () => {
    const log = [message(1), message(2), message(3, { memberId: '1' }), message(4)]
    expect(shape(log, null, oneDay)).toEqual([
      'day',
      'm1 first',
      'm2 last',
      'm3 first last',
      'm4 first last',
    ])
  })

  it('begins anew after a pause, under another name, and below the line of what is new', () => {
    const late = message(2, { sentAt: message(1).sentAt + 301_000 })
    expect(shape([message(1), late], null, oneDay)).toEqual([
      'day',
      'm1 first last',
      'm2 first last',
    ])
    const renamed = message(2, { displayName: 'Thomas' })
    expect(shape([message(1), renamed], null, oneDay)[2]).toBe('m2 first last')
    expect(shape([message(1), message(2)], 'm2', oneDay)).toEqual([
      'day',
      'm1 first last',
      'unread',
      'm2 first last',
    ])
  })

  it('separates days', () => {
    const log = [message(1), message(2)]
    expect(shape(log, null, (at) => (at === log[0]!.sentAt ? 'a' : 'b'))).toEqual([
      'day',
      'm1 first last',
      'day',
      'm2 first last',
    ])
  })
})

describe('messages of hidden people (B2)', () => {
  const log = [
    message(1, { memberId: '3' }),
    message(2),
    message(3, { memberId: '4' }),
    message(4, { deleted: true }),
    message(5),
    message(6, { memberId: '3' }),
    message(7),
  ]

  it('fold to one line where they follow each other, and break the runs of others', () => {
    expect(shape(log, null, oneDay, { hidden: ['2', '4'] })).toEqual([
      'day',
      'm1 first last',
      'fold-m2 3',
      'm6 first last',
      'fold-m7 1',
    ])
  })

  it('stand below their line where it is open', () => {
    expect(shape(log, null, oneDay, { hidden: ['2', '4'], open: ['fold-m2'] })).toEqual([
      'day',
      'm1 first last',
      'fold-m2 3 open',
      'm2 first last',
      'm3 first last',
      'm5 first last',
      'm6 first last',
      'fold-m7 1',
    ])
  })

  it('leave no trace of what they took back, and do not fold over midnight', () => {
    const taken = [message(1, { memberId: '3' }), message(2, { deleted: true })]
    expect(shape(taken, null, oneDay, { hidden: ['2'] })).toEqual(['day', 'm1 first last'])
    const [first, second] = [message(1), message(2)]
    const dayOf = (at: number) => (at === first.sentAt ? 'a' : 'b')
    expect(shape([first, second], null, dayOf, { hidden: ['2'] })).toEqual([
      'day',
      'fold-m1 1',
      'day',
      'fold-m2 1',
    ])
  })
})

describe('dayName', () => {
  it('says today and yesterday, then the date, in the language of the page', () => {
    const now = new Date(2026, 2, 29, 12).getTime()
    expect(dayName(now - 11 * 3_600_000, now, 'en')).toBe('today')
    expect(dayName(new Date(2026, 2, 28, 23).getTime(), now, 'pt')).toBe('ontem')
    expect(dayName(new Date(2026, 2, 1).getTime(), now, 'en')).toContain('March 1')
  })
})
