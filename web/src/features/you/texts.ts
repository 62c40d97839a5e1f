import { addTexts } from '@/lib/i18n/language'

await addTexts({
  en: () => import('virtual:messages/en/you'),
  pt: () => import('virtual:messages/pt/you'),
})
