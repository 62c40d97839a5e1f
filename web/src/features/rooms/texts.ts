import { messages } from 'virtual:messages/en/rooms'
import { addTexts } from '@/lib/i18n/language'

// English comes with the room's code; what the ring says stands on the start page too, so it is not among these.
await addTexts({
  en: async () => ({ messages }),
  pt: () => import('virtual:messages/pt/rooms'),
})
