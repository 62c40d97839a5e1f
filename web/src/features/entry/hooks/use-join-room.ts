import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ensureSomebody } from '@/features/guests/api/ensure-somebody'
import { roomPreviewQuery } from '../api/get-room-preview'

interface JoinDraft {
  code: string
  displayName: string
}

/**
 * Makes sure that the room exists and that the caller is somebody, and answers the room's code. The room page does the
 * joining itself: whether a locked or full room takes this person is for the server to say.
 */
export function useJoinRoom() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ code, displayName }: JoinDraft) => {
      const { room } = await queries.fetchQuery({ ...roomPreviewQuery(code), retry: false })
      await ensureSomebody(displayName)
      return room.code
    },
  })
}
