import type { BoardScene } from '@/features/board/channel'
import { answer, api } from '@/lib/api/client'

/** The room's whole drawing. For members only. */
export async function getBoard(code: string): Promise<BoardScene> {
  return answer(api.GET('/api/rooms/{code}/board', { params: { path: { code } } }))
}
