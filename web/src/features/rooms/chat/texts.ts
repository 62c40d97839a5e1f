import { addTexts } from '@/lib/i18n/language'

await addTexts({
  en: () => import('virtual:messages/en/chat'),
  pt: () => import('virtual:messages/pt/chat'),
})
