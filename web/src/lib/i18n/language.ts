import { i18n, type Messages } from '@lingui/core'
import { messages as english } from 'virtual:messages/en'
import { remember, remembered } from '../storage'

export const languages = ['en', 'pt'] as const
export type Language = (typeof languages)[number]

const key = 'pomopomo.language'

/** The remembered language, else the first of the browser's that we have, else English. */
export function preferredLanguage(): Language {
  const wanted = [remembered(key), ...navigator.languages]
  for (const tag of wanted) {
    const known = languages.find((language) => tag?.toLowerCase().split('-')[0] === language)
    if (known) return known
  }
  return 'en'
}

export type Texts = Record<Language, () => Promise<{ messages: Messages }>>

/** What came with parts of the product that are loaded later. */
const later: Texts[] = []
let shown: Language = 'en'

/** Shows the page in `language`; English is always at hand, others are fetched first. */
export async function activateLanguage(language: Language): Promise<void> {
  const base = language === 'en' ? english : (await import('virtual:messages/pt')).messages
  const parts = await Promise.all(later.map(async (texts) => (await texts[language]()).messages))
  shown = language
  i18n.loadAndActivate({ locale: language, messages: Object.assign({}, base, ...parts) })
  document.documentElement.lang = language
}

/**
 * Adds the texts of a part that is loaded later, so that the first visit does not pay for them: `await` it at the
 * top of a module which that part imports.
 */
export async function addTexts(texts: Texts): Promise<void> {
  later.push(texts)
  const language = shown
  const { messages } = await texts[language]()
  if (language === shown) i18n.load(language, messages)
  else await activateLanguage(shown)
}

export async function chooseLanguage(language: Language): Promise<void> {
  await activateLanguage(language)
  remember(key, language)
}
