import { i18n } from '@lingui/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { activateLanguage, addTexts, chooseLanguage, preferredLanguage } from './language'

const browserSpeaks = (...tags: string[]) =>
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(tags)

afterEach(() => vi.restoreAllMocks())

describe('preferredLanguage', () => {
  it('is the first of the browser that we have', () => {
    browserSpeaks('fr-FR', 'pt-BR', 'en')
    expect(preferredLanguage()).toBe('pt')
  })

  it('is English where we have none of them', () => {
    browserSpeaks('fr', 'ptx')
    expect(preferredLanguage()).toBe('en')
  })

  it('is what was chosen before, whatever the browser says', async () => {
    browserSpeaks('en')
    await chooseLanguage('pt')
    expect(preferredLanguage()).toBe('pt')
  })

  it('ignores a remembered language that does not exist', () => {
    browserSpeaks('en')
    localStorage.setItem('pomopomo.language', 'tlh')
    expect(preferredLanguage()).toBe('en')
  })
})

describe('activateLanguage', () => {
  it('changes texts, plurals and the language of the page', async () => {
    await activateLanguage('pt')
    expect(document.documentElement.lang).toBe('pt')
    expect(i18n._('problem.rateLimited', { seconds: 2 })).toContain('2 segundos')
    await activateLanguage('en')
    expect(i18n._('problem.rateLimited', { seconds: 1 })).toContain('1 second.')
  })
})

describe('addTexts', () => {
  it('brings texts in the language shown, and in the others when those are chosen', async () => {
    await activateLanguage('en')
    await addTexts({
      en: async () => ({ messages: { late: ['Late'] } }),
      pt: async () => ({ messages: { late: ['Tarde'] } }),
    })
    expect(i18n._('late')).toBe('Late')
    await activateLanguage('pt')
    expect(i18n._('late')).toBe('Tarde')
    await activateLanguage('en')
    expect(i18n._('late')).toBe('Late')
  })
})
