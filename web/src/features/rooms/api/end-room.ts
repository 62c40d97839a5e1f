import { answer, api } from '@/lib/api/client'

/** Closes the room for everybody. For the host only. */
export function endRoom(code: string) {
  return answer(api.DELETE('/api/rooms/{code}', { params: { path: { code } } }))
}

/** Takes the end back; possible for ten seconds. For the host only. */
export function restoreRoom(code: string) {
  return answer(api.POST('/api/rooms/{code}/restore', { params: { path: { code } } }))
}
