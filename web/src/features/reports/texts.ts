import { addTexts } from '@/lib/i18n/language'

await addTexts({
  en: () => import('virtual:messages/en/reports'),
  pt: () => import('virtual:messages/pt/reports'),
})
