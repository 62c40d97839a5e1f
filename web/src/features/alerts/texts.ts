import { addTexts } from '@/lib/i18n/language'

await addTexts({
  en: () => import('virtual:messages/en/alerts'),
  pt: () => import('virtual:messages/pt/alerts'),
})
