import { addTexts } from '@/lib/i18n/language'

await addTexts({
  en: () => import('virtual:messages/en/profile'),
  pt: () => import('virtual:messages/pt/profile'),
})
