import { addTexts } from '@/lib/i18n/language'

await addTexts({
  en: () => import('virtual:messages/en/room-lists'),
  pt: () => import('virtual:messages/pt/room-lists'),
})
