import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '@/lib/api/client'

/** A look at a room from outside, before joining it. */
export function roomQuery(code: string) {
  return queryOptions({
    queryKey: ['rooms', code],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/rooms/{code}', { params: { path: { code } }, signal })),
    staleTime: 0,
  })
}
