import { describe, expect, it } from 'vitest'
import { completeMention, mentionQuery, suggestedNames } from './mention-completion'
import { findMentions, mentions } from './mentions'

const named = (text: string, ...names: string[]) =>
  findMentions(text, names).map(({ name }) => name)

describe('findMentions (M6)', () => {
  it('finds names in any case, with spaces and marks, and the longer of two', () => {
    expect(named('hi @ana, and @Ana Maria!', 'Ana', 'Ana Maria')).toEqual(['ana', 'Ana Maria'])
    expect(named('@João vem', 'João')).toEqual(['João'])
    expect(named('@C++ (x) [y]', 'C++ (x)')).toEqual(['C++ (x)'])
  })

  it('takes neither parts of words nor addresses', () => {
    expect(named('@anabel me@ana.example @@ana', 'Ana')).toEqual([])
    expect(mentions('say hello to @Tom', 'Tom')).toBe(true)
    expect(mentions('anything', '')).toBe(false)
  })
})

describe('completing a mention', () => {
  it('begins with an @ at the start of a word, up to the caret', () => {
    expect(mentionQuery('hi @an', 6)).toEqual({ start: 3, query: 'an' })
    expect(mentionQuery('@', 1)).toEqual({ start: 0, query: '' })
    expect(mentionQuery('@ana mar', 8)).toEqual({ start: 0, query: 'ana mar' })
    expect(mentionQuery('me@an', 5)).toBeNull()
    expect(mentionQuery('hi @an there', 2)).toBeNull()
  })

  it('offers who fits, the nearest first', () => {
    const names = ['Maria Ana', 'Ana', 'João', 'Bea', 'Ana']
    expect(suggestedNames('an', names)).toEqual(['Ana', 'Maria Ana'])
    expect(suggestedNames('joao', names)).toEqual(['João'])
    expect(suggestedNames('x', names)).toEqual([])
  })

  it('puts the name where it was typed', () => {
    expect(completeMention('hi @an there', { start: 3, query: 'an' }, 'Ana')).toEqual({
      text: 'hi @Ana there',
      caret: 8,
    })
  })
})
