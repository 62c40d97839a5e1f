import type { Proposal, Task } from '@api/events'
import { describe, expect, it } from 'vitest'
import { selectWaiting, shownTask, withProposal, withTask, withoutForeign } from './tasks'

const task = (changes: Partial<Task> = {}): Task => ({
  segmentId: 'a',
  visibility: 'private',
  text: 'Read',
  done: false,
  updatedAt: 1,
  ...changes,
})
const proposal = (id: string, changes: Partial<Proposal> = {}) =>
  ({
    id,
    type: 'public_task',
    payload: { segmentId: 'a', text: 'x' },
    status: 'pending',
    memberId: '2',
    displayName: 'Bea',
    createdAt: 0,
    decidedAt: null,
    ...changes,
  }) as Proposal

describe('withTask', () => {
  it('keeps the public and the private task of a segment apart', () => {
    const tasks = withTask([task()], task({ visibility: 'public', text: 'All' }))
    expect(tasks.map(({ text }) => text)).toEqual(['Read', 'All'])
  })

  it('replaces what is older, and lets what is newer stand', () => {
    expect(withTask([task()], task({ text: 'Write', updatedAt: 2 }))[0]?.text).toBe('Write')
    expect(withTask([task({ updatedAt: 3 })], task({ text: 'Write', updatedAt: 2 }))[0]?.text).toBe(
      'Read',
    )
  })

  it('drops what was cleared', () => {
    expect(withTask([task()], task({ text: '', updatedAt: 2 }))).toEqual([])
  })
})

describe('shownTask', () => {
  const place = { segmentId: 'a', visibility: 'private' } as const

  it('shows what is under way at once, and only there', () => {
    const edits = [
      { ...place, key: '1', text: 'Write' },
      { ...place, key: '2', done: true },
      { ...place, segmentId: 'b', key: '3', text: 'Else' },
    ]
    expect(shownTask([task()], edits, place)).toEqual({ text: 'Write', done: true })
    expect(shownTask([task()], [], place)).toEqual({ text: 'Read', done: false })
    expect(shownTask([], edits.slice(2), place)).toBeNull()
  })

  it('clears the tick with the text', () => {
    const edits = [
      { ...place, key: '1', text: '' },
      { ...place, key: '2', text: 'Again' },
    ]
    expect(shownTask([task({ done: true })], edits.slice(0, 1), place)).toBeNull()
    expect(shownTask([task({ done: true })], edits, place)).toEqual({ text: 'Again', done: false })
  })
})

describe('proposals', () => {
  it('stand once, in the order they were made', () => {
    const list = [proposal('10'), proposal('9'), proposal('10', { status: 'accepted' })].reduce<
      Proposal[]
    >((all, one) => withProposal(all, one), [])
    expect(list.map(({ id, status }) => [id, status])).toEqual([
      ['9', 'pending'],
      ['10', 'accepted'],
    ])
  })

  it('wait for the host alone, and a host of before forgets those of the others', () => {
    const proposals = [
      proposal('1'),
      proposal('2', { status: 'accepted' }),
      proposal('3', { memberId: '1' }),
    ]
    const host = { meId: '1', room: { hostId: '1' }, proposals }
    expect(selectWaiting(host)).toBe(2)
    expect(withoutForeign(host)).toHaveLength(3)
    const before = { ...host, room: { hostId: '2' } }
    expect(selectWaiting(before)).toBe(0)
    expect(withoutForeign(before).map(({ id }) => id)).toEqual(['3'])
  })
})
