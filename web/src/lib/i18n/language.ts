import { i18n } from '@lingui/core'
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

/** Shows the page in `language`; English is always at hand, others are fetched first. */
export async function activateLanguage(language: Language): Promise<void> {
  const messages = language === 'en' ? english : (await import('virtual:messages/pt')).messages
  i18n.loadAndActivate({ locale: language, messages })
  document.documentElement.lang = language
}

export async function chooseLanguage(language: Language): Promise<void> {
  await activateLanguage(language)
  remember(key, language)
}
