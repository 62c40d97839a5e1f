import { queryOptions } from '@tanstack/react-query'
import { answer, api, type Schemas } from '@/lib/api/client'

export type Profile = Schemas['Profile']

/** What others may see of a person. Whoever may not gets the same as for a name that nobody has. */
export function profileQuery(username: string) {
  return queryOptions({
    queryKey: ['profile', username.toLowerCase()],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/users/{username}', { params: { path: { username } }, signal })),
  })
}
