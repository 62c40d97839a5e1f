import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '@/lib/api/client'

const shownRooms = 6
/** What is below waits for the answer, so that nothing moves when it comes: not longer than this. */
const patienceMs = 1_500
const refreshMs = 30_000

/** Public rooms with somebody in them. */
export const openRoomsQuery = queryOptions({
  queryKey: ['open-rooms'],
  queryFn: ({ signal }) => {
    const timeout = AbortSignal.timeout(patienceMs)
    const params = { query: { open: '1', limit: shownRooms } } as const
    return answer(api.GET('/api/rooms', { params, signal: AbortSignal.any([signal, timeout]) }))
  },
  retry: false,
  refetchInterval: refreshMs,
})
