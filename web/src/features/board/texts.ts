import { addTexts } from '@/lib/i18n/language'

await addTexts({
  en: () => import('virtual:messages/en/board'),
  pt: () => import('virtual:messages/pt/board'),
})
