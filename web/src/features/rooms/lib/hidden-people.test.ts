import { beforeEach, describe, expect, it, vi } from 'vitest'

const key = 'pomopomo.hidden:v1'

/** As a page that has just been loaded. */
async function loaded() {
  vi.resetModules()
  return import('./hidden-people')
}

beforeEach(() => localStorage.clear())

describe('hidden people (B2)', () => {
  it('are remembered by this browser until they are shown again', async () => {
    const before = await loaded()
    before.hidePerson('7', true)
    before.hidePerson('8', true)
    before.hidePerson('7', true)
    const after = await loaded()
    expect(after.hiddenPeople.get()).toEqual(['8', '7'])
    after.hidePerson('8', false)
    expect((await loaded()).hiddenPeople.get()).toEqual(['7'])
  })

  it('are two hundred at the most, the latest ones', async () => {
    const { hidePerson, hiddenPeople } = await loaded()
    for (let id = 1; id <= 201; id++) hidePerson(String(id), true)
    expect(hiddenPeople.get()).toHaveLength(200)
    expect(hiddenPeople.get().at(0)).toBe('2')
  })

  it('are nobody where the storage holds anything else', async () => {
    for (const stored of ['{"a":1}', 'no json', '[1, null, "7"]']) {
      localStorage.setItem(key, stored)
      expect((await loaded()).hiddenPeople.get()).toEqual(stored.startsWith('[') ? ['7'] : [])
    }
  })

  it('are hidden until the page goes where nothing can be stored', async () => {
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('no storage')
    })
    const { hidePerson, hiddenPeople } = await loaded()
    hidePerson('7', true)
    expect(hiddenPeople.get()).toEqual(['7'])
    full.mockRestore()
  })
})
