import { describe, expect, it, vi } from 'vitest'
import { alertPreferences, changeAlerts, parsePreferences } from './preferences'

const key = 'pomopomo.alerts:v2'

/** As the module of a page that opens now. */
async function opened() {
  vi.resetModules()
  const { alertPreferences: fresh } = await import('./preferences')
  return fresh.get()
}

describe('alert preferences', () => {
  it('sound at both ends unless the person says otherwise', async () => {
    expect(await opened()).toMatchObject({
      muted: false,
      volume: 0.6,
      repeats: 1,
      focus: { on: true },
      break: { on: true },
      flash: false,
      notify: false,
      title: true,
    })
  })

  it('last, and replace bad values one by one', async () => {
    changeAlerts({ muted: true, repeats: 3 })
    expect(await opened()).toMatchObject({ muted: true, repeats: 3 })
    const broken = { muted: true, volume: 7, repeats: 'x', focus: { sound: 'gong', on: false } }
    localStorage.setItem(key, JSON.stringify({ ...broken, quiet: { on: true, from: '25:00' } }))
    expect(await opened()).toMatchObject({
      muted: true,
      volume: 0.6,
      repeats: 1,
      focus: { on: false, sound: 'marimba' },
      quiet: { on: true, from: '22:00' },
    })
    localStorage.setItem(key, '{not json')
    expect(await opened()).toEqual(parsePreferences({}))
  })

  it('take over what was set in the app before', async () => {
    localStorage.setItem(
      'pomopomo.alerts:v1',
      '{"chime":true,"boosted":true,"repeats":3,"notifications":true,"vibrate":false}',
    )
    expect(await opened()).toMatchObject({
      volume: 0.85,
      repeats: 3,
      notify: true,
      vibrate: false,
      focus: { on: true, sound: 'chime' },
      break: { on: true, sound: 'chime' },
    })
  })

  it('follow a change in another tab', () => {
    const seen = vi.fn<() => void>()
    const stop = alertPreferences.subscribe(seen)
    localStorage.setItem(key, JSON.stringify({ ...alertPreferences.get(), volume: 0.2 }))
    window.dispatchEvent(new StorageEvent('storage', { key }))
    expect(seen).toHaveBeenCalledOnce()
    expect(alertPreferences.get().volume).toBe(0.2)
    stop()
  })
})
