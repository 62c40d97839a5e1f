import { addTexts } from '@/lib/i18n/language'
import './texts'

await addTexts({
  en: () => import('virtual:messages/en/history'),
  pt: () => import('virtual:messages/pt/history'),
})
