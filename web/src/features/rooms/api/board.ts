import type { BoardScene } from '@/features/board/channel'
import { answer, api, outcomeOf, type Schemas } from '@/lib/api/client'

/** The room's whole drawing. For members only. */
export async function getBoard(code: string): Promise<BoardScene> {
  return answer(api.GET('/api/rooms/{code}/board', { params: { path: { code } } }))
}

/** Puts an image on the room's board; gives its id. For who may draw. */
export async function addBoardImage(code: string, image: Blob): Promise<string> {
  const sent = fetch(filesOf(code), { method: 'POST', body: image })
  const { fileId } = await answer<Schemas['BoardFile']>(outcomeOf(sent, (it) => it.json()))
  return fileId
}

/** For members only. */
export async function getBoardImage(code: string, fileId: string): Promise<Blob> {
  const sent = fetch(`${filesOf(code)}/${encodeURIComponent(fileId)}`)
  return answer(outcomeOf(sent, (it) => it.blob()))
}

const filesOf = (code: string) => `/api/rooms/${encodeURIComponent(code)}/board/files`
