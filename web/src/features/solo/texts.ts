import '@/features/rooms/texts'
import { addTexts } from '@/lib/i18n/language'

await addTexts({
  en: () => import('virtual:messages/en/solo'),
  pt: () => import('virtual:messages/pt/solo'),
})
