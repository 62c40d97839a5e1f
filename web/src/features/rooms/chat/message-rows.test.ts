import { describe, expect, it } from 'vitest'
import { dayName } from './day-name'
import { rowsOf } from './message-rows'
import { message } from './testing'

const shape = (...args: Parameters<typeof rowsOf>) =>
  rowsOf(...args).map((row) =>
    row.type === 'message'
      ? `${row.message.id}${row.isFirst ? ' first' : ''}${row.isLast ? ' last' : ''}`
      : row.type,
  )
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

describe('dayName', () => {
  it('says today and yesterday, then the date, in the language of the page', () => {
    const now = new Date(2026, 2, 29, 12).getTime()
    expect(dayName(now - 11 * 3_600_000, now, 'en')).toBe('today')
    expect(dayName(new Date(2026, 2, 28, 23).getTime(), now, 'pt')).toBe('ontem')
    expect(dayName(new Date(2026, 2, 1).getTime(), now, 'en')).toContain('March 1')
  })
})
