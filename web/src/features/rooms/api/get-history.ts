import { infiniteQueryOptions } from '@tanstack/react-query'
import { answer, api } from '@/lib/api/client'

const pageSize = 50

/** What ran in a room, newest first. For members only. */
export function historyQuery(code: string) {
  return infiniteQueryOptions({
    queryKey: ['rooms', code, 'history'],
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/api/rooms/{code}/history', {
          params: { path: { code }, query: { limit: pageSize, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
    gcTime: 0,
  })
}
