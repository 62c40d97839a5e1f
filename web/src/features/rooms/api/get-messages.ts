import type { Chat } from '@api/events'
import { answer, api } from '@/lib/api/client'

/** What was said before the message `before`. For members only. */
export async function getMessages(code: string, before: number): Promise<Chat> {
  const page = await answer(
    api.GET('/api/rooms/{code}/messages', { params: { path: { code }, query: { before } } }),
  )
  return { messages: page.items.toReversed(), hasEarlier: page.nextCursor !== null }
}
