import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '@/lib/api/client'

/** Whether one may have that name: null when so, else why not. */
export function usernameQuery(username: string) {
  return queryOptions({
    queryKey: ['username', username],
    queryFn: async ({ signal }) => {
      const { reason } = await answer(
        api.GET('/api/users', { params: { query: { username } }, signal }),
      )
      return reason
    },
  })
}
