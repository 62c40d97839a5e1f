import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Theme } from '@api/events'
import { act, renderHook } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import {
  borrowTheme,
  chooseTheme,
  followRoomThemes,
  handThemeOver,
  shownTheme,
  themes,
  useBorrowedTheme,
  useOwnThemeWins,
} from './themes'

const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8')

afterEach(() => chooseTheme('tomato'))

describe('themes', () => {
  it('shows and remembers a chosen one', () => {
    chooseTheme('forest')
    expect(document.documentElement.dataset.theme).toBe('forest')
    expect(localStorage.getItem('pomopomo.theme')).toBe('forest')
  })

  it('gives the own one back after a borrowed one', () => {
    chooseTheme('sky')
    borrowTheme('midnight')
    expect(shownTheme()).toBe('midnight')
    expect(localStorage.getItem('pomopomo.theme')).toBe('sky')
    borrowTheme(null)
    expect(document.documentElement.dataset.theme).toBe('sky')
  })

  it('shows the own one in rooms too once chosen, until rooms shall look as they are', () => {
    const room = renderHook(() => useBorrowedTheme(useOwnThemeWins() ? null : 'sky'))
    act(() => followRoomThemes())
    expect(shownTheme()).toBe('sky')
    act(() => chooseTheme('forest'))
    expect(shownTheme()).toBe('forest')
    room.unmount()
    const next = renderHook(() => useBorrowedTheme(useOwnThemeWins() ? null : 'sky'))
    expect(shownTheme()).toBe('forest')
    act(() => followRoomThemes())
    expect(shownTheme()).toBe('sky')
    next.unmount()
    expect(shownTheme()).toBe('forest')
  })

  it('follows a choice in another tab', () => {
    localStorage.setItem('pomopomo.theme', 'matcha')
    window.dispatchEvent(new StorageEvent('storage', { key: 'pomopomo.theme' }))
    expect(document.documentElement.dataset.theme).toBe('matcha')
  })

  it('leaves a borrowed one to the next borrower when told so', () => {
    const preview = renderHook(() => useBorrowedTheme('lofi'))
    handThemeOver()
    preview.unmount()
    const room = renderHook(({ theme }) => useBorrowedTheme(theme), {
      initialProps: { theme: null as Theme | null },
    })
    expect(document.documentElement.dataset.theme).toBe('lofi')
    room.rerender({ theme: 'sky' })
    expect(document.documentElement.dataset.theme).toBe('sky')
    room.unmount()
    expect(document.documentElement.dataset.theme).toBe('tomato')
  })

  it.each(themes)(
    '$id has the same background here, in the styles and before the first paint',
    (theme) => {
      const styles = read('../app/tokens.css')
      const early = read('../../public/early.js')
      const block = styles.slice(styles.indexOf(`[data-theme='${theme.id}']`))
      expect(/--bg: (#\w+)/.exec(block)?.[1]).toBe(theme.background)
      expect(early).toContain(`${theme.id}: '${theme.background}'`)
    },
  )
})
