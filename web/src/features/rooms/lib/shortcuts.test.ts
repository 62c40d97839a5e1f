import { describe, expect, it } from 'vitest'
import { shortcutOf, shortcuts } from './shortcuts'

describe('shortcuts', () => {
  it('have a key each', () => {
    const keys = shortcuts.flatMap((shortcut) => [...shortcut.keys])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('depend on who presses and where', () => {
    const host = { isHost: true, inFocusView: false }
    expect(shortcutOf('S', host)).toBe('skip')
    expect(shortcutOf('s', { ...host, isHost: false })).toBeNull()
    expect(shortcutOf('q', host)).toBe('queue')
    expect(shortcutOf('q', { ...host, inFocusView: true })).toBeNull()
    expect(shortcutOf('m', { isHost: false, inFocusView: true })).toBe('mute')
    expect(shortcutOf('x', host)).toBeNull()
  })
})
