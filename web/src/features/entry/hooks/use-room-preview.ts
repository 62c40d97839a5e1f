import { useQuery } from '@tanstack/react-query'
import { roomPreviewQuery } from '../api/get-room-preview'

/** The room of a complete code; asks for nothing while there is none. */
export function useRoomPreview(code: string | null) {
  return useQuery({ ...roomPreviewQuery(code ?? ''), enabled: code !== null })
}
