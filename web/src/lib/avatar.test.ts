import { describe, expect, it } from 'vitest'
import { avatarTint, initials } from './avatar'

describe('initials', () => {
  it.each([
    ['Ines', 'I'],
    ['ana maria silva', 'AS'],
    ['  Tom  Ng ', 'TN'],
    ['Émile', 'É'],
    ['李 雷', '李雷'],
    ['👩‍🚀 Sally', '👩‍🚀S'],
    ['   ', '?'],
  ])('of %j are %j', (name, letters) => {
    expect(initials(name)).toBe(letters)
  })
})

describe('avatarTint', () => {
  it('stays the same for a name, however its letters are composed', () => {
    expect(avatarTint('Zo\u00EB')).toBe(avatarTint('Zoe\u0308'))
  })

  it('differs between people', () => {
    const names = ['Ines', 'Tom', 'Bia', 'Ravi', 'Zoe', 'Ana', 'Li', 'Sam']
    expect(new Set(names.map(avatarTint)).size).toBeGreaterThan(3)
  })
})
