import type { SegmentInput, Template, Theme, Visibility } from '@api/events'
import { useMutation } from '@tanstack/react-query'
import { ensureSomebody } from '@/features/guests/api/ensure-somebody'
import { cleanName } from '@/features/guests/lib/display-name'
import { answer, api } from '@/lib/api/client'

export interface RoomDraft {
  displayName: string
  /** Empty for none. */
  roomName: string
  theme: Theme
  /** What the queue starts with: one of these two. */
  template?: Template
  segments?: SegmentInput[]
  visibility: Visibility
}

/** Opens a room with the caller as its host; who is nobody yet becomes a guest first. */
export function useCreateRoom() {
  return useMutation({
    mutationFn: async ({ displayName, roomName, ...choices }: RoomDraft) => {
      await ensureSomebody(displayName)
      const name = roomName.trim() || null
      const body = { displayName: cleanName(displayName), name, ...choices }
      return answer(api.POST('/api/rooms', { body }))
    },
  })
}
