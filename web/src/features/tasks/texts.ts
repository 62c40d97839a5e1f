import { addTexts } from '@/lib/i18n/language'

await addTexts({
  en: () => import('virtual:messages/en/tasks'),
  pt: () => import('virtual:messages/pt/tasks'),
})
