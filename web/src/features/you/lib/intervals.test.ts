import { expect, it, vi } from 'vitest'
import { usualIntervals } from './intervals'

const key = 'pomopomo.intervals:v1'

/** As the module of a page that opens now. */
async function opened() {
  vi.resetModules()
  return (await import('./intervals')).intervals
}

it('are the usual ones at first, and last once changed', async () => {
  expect((await opened()).get()).toEqual({ focus: 25, break: 5, long_break: 15 })
  const open = await opened()
  open.set({ focus: 45, break: 10, long_break: 20 })
  expect((await opened()).get()).toEqual({ focus: 45, break: 10, long_break: 20 })
})

it('take over those of the app before, and nothing out of 1–120', async () => {
  localStorage.setItem(
    'pomopomoIntervals',
    '{"focusDuration":50,"shortBreakDuration":0,"longBreakDuration":500}',
  )
  expect((await opened()).get()).toEqual({ ...usualIntervals, focus: 50 })
})

it('follow a change in another tab', async () => {
  const open = await opened()
  localStorage.setItem(key, '{"focus":30,"break":"x"}')
  window.dispatchEvent(new StorageEvent('storage', { key }))
  expect(open.get()).toEqual({ ...usualIntervals, focus: 30 })
})
