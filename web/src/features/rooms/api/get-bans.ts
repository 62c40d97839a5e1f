import { infiniteQueryOptions } from '@tanstack/react-query'
import { answer, api } from '@/lib/api/client'

/** Whom the host has banned. For the host only. */
export function bansQuery(code: string) {
  return infiniteQueryOptions({
    queryKey: ['rooms', code, 'bans'],
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/api/rooms/{code}/bans', {
          params: { path: { code }, query: { cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
    gcTime: 0,
  })
}
