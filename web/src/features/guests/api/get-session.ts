import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '@/lib/api/client'

/** Who this browser is to the server: a guest or nobody yet. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => answer(api.GET('/api/session', { signal })),
  staleTime: Infinity,
})
