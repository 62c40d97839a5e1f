import type { Theme } from '@api/events'
import { useEffect, useSyncExternalStore } from 'react'
import { remember, remembered } from './storage'

/** In the order of the swatches: page background and main colour of each, as in tokens.css and early.js. */
export const themes = [
  { id: 'tomato', background: '#fff7f0', swatch: ['#ffe1d3', '#cb3f2b'] },
  { id: 'lofi', background: '#fdf1f6', swatch: ['#fbd6e6', '#b93a76'] },
  { id: 'matcha', background: '#f5f8ec', swatch: ['#dcebc4', '#487537'] },
  { id: 'sky', background: '#f0f7fd', swatch: ['#cfe6fa', '#1f6fb0'] },
  { id: 'midnight', background: '#16131f', swatch: ['#211d2d', '#ff8f75'] },
  { id: 'forest', background: '#101a17', swatch: ['#192520', '#f2b867'] },
] as const satisfies readonly { id: Theme; background: string; swatch: readonly [string, string] }[]

/** Light letters on a dark ground. */
export function isDark(theme: Theme): boolean {
  return theme === 'midnight' || theme === 'forest'
}

const key = 'pomopomo.theme'
const inRoomsKey = 'pomopomo.themeInRooms'
const listeners = new Set<() => void>()
let chosen: Theme = parseTheme(remembered(key))
/** Whether it is shown in rooms too, whatever theme they have: so from the first choice on. */
let ownWins = remembered(inRoomsKey) === 'own'
/** A theme shown without being the viewer's own: a preview, or the theme of a room. */
let borrowed: Theme | null = null
/** The borrower that goes next leaves its theme to its successor. */
let handedOver = false

function parseTheme(value: string | null): Theme {
  return themes.find((theme) => theme.id === value)?.id ?? 'tomato'
}

/** The viewer's own theme. */
export function ownTheme(): Theme {
  return chosen
}

/** The theme on the page now. */
export function shownTheme(): Theme {
  return borrowed ?? chosen
}

/** Makes `theme` the viewer's own: shown at once (it ends a borrowed one), in rooms too, and remembered. */
export function chooseTheme(theme: Theme): void {
  remember(key, theme)
  remember(inRoomsKey, 'own')
  change(() => {
    chosen = theme
    ownWins = true
    borrowed = null
  })
}

/** Each room shows its own theme again; other pages keep the viewer's. */
export function followRoomThemes(): void {
  remember(inRoomsKey, 'room')
  change(() => {
    ownWins = false
  })
}

/** Whether rooms show the viewer's own theme in place of theirs. */
export function useOwnThemeWins(): boolean {
  return useSyncExternalStore(subscribe, () => ownWins)
}

// Chosen in another tab.
window.addEventListener('storage', (event) => {
  if (event.key !== key && event.key !== inRoomsKey && event.key !== null) return
  change(() => {
    chosen = parseTheme(remembered(key))
    ownWins = remembered(inRoomsKey) === 'own'
    if (ownWins) borrowed = null
  })
})

/** Shows `theme` until it is given back with null; the viewer's own stays remembered. */
export function borrowTheme(theme: Theme | null): void {
  change(() => {
    borrowed = theme
  })
}

export function useShownTheme(): Theme {
  return useSyncExternalStore(subscribe, shownTheme)
}

/** Borrows `theme`, once there is one, until the calling component goes. */
export function useBorrowedTheme(theme: Theme | null): void {
  useEffect(() => {
    if (theme) borrowTheme(theme)
  }, [theme])
  useEffect(
    () => () => {
      if (!handedOver) borrowTheme(null)
      handedOver = false
    },
    [],
  )
}

/** Before going to a page that borrows the same theme: it stays meanwhile, instead of flashing back. */
export function handThemeOver(): void {
  handedOver = true
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function change(apply: () => void): void {
  const before = shownTheme()
  apply()
  const after = shownTheme()
  for (const listener of listeners) listener()
  if (before !== after) paintSoftly(after)
}

function paintSoftly(theme: Theme): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  if (still || !document.startViewTransition || document.visibilityState === 'hidden') {
    return paint(theme)
  }
  const { ready, finished } = document.startViewTransition(() => paint(theme))
  // Both fail when the next change comes before the end of this one: then that one is shown.
  for (const step of [ready, finished]) step.catch(() => undefined)
}

function paint(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  const background = themes.find(({ id }) => id === theme)?.background
  if (background)
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', background)
}
