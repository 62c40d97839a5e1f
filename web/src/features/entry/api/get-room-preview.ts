import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '@/lib/api/client'

/** A room as strangers see it before they join. */
export function roomPreviewQuery(code: string) {
  return queryOptions({
    queryKey: ['room-preview', code],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/rooms/{code}', { params: { path: { code } }, signal })),
    staleTime: 5_000,
  })
}
