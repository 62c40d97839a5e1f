import { addTexts } from '@/lib/i18n/language'

await addTexts({
  en: () => import('virtual:messages/en/host'),
  pt: () => import('virtual:messages/pt/host'),
})
