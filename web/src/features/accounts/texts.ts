import { addTexts } from '@/lib/i18n/language'

await addTexts({
  en: () => import('virtual:messages/en/sign-in'),
  pt: () => import('virtual:messages/pt/sign-in'),
})
