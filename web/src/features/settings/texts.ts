import { addTexts } from '@/lib/i18n/language'

await addTexts({
  en: () => import('virtual:messages/en/settings'),
  pt: () => import('virtual:messages/pt/settings'),
})
