import { describe, expect, it } from 'vitest'
import { cleanName, nameFault, rememberName, rememberedName } from './display-name'

describe('nameFault', () => {
  it.each(['', '   ', '\n\t', '\u202E\u2066', '\u0000'])(
    'asks for a name instead of %j',
    (name) => {
      expect(nameFault(name)).toBe('required')
    },
  )

  it('counts characters, not code units, up to 50', () => {
    expect(nameFault('🍅'.repeat(50))).toBeNull()
    expect(nameFault('🍅'.repeat(51))).toBe('too_long')
  })

  it('does not count the spaces around it', () => {
    expect(nameFault(`  ${'a'.repeat(50)}  `)).toBeNull()
  })
})

describe('cleanName', () => {
  it('takes out what would turn the writing of others around', () => {
    expect(cleanName(' evil\u202Egnp.exe\u0007 ')).toBe('evilgnp.exe')
  })

  it('keeps right-to-left names', () => {
    expect(cleanName('שלום')).toBe('שלום')
  })
})

describe('the remembered name', () => {
  it('is empty at first and comes back clean', () => {
    expect(rememberedName()).toBe('')
    rememberName('  Ines ')
    expect(rememberedName()).toBe('Ines')
  })
})
