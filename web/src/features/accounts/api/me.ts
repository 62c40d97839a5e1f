import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, type Schemas } from '@/lib/api/client'
import { askSession } from '@/lib/session'

export type Me = Schemas['Me']
export type MePatch = Schemas['MePatch']

/** Everything about the account and the profile, for oneself. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => answer(api.GET('/api/me', { signal })),
})

/** Changes what is given; all of it or nothing. */
export function useChangeMe() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: MePatch) => answer(api.PATCH('/api/me', { body })),
    onSuccess: async (me) => {
      queries.setQueryData(meQuery.queryKey, me)
      // Its name and picture stand in the bar, too.
      await askSession().catch(() => undefined)
    },
  })
}
