import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '@/lib/api/client'

/** The provider that waits in this browser to be linked to an account. */
export const linkQuery = queryOptions({
  queryKey: ['link'],
  queryFn: ({ signal }) => answer(api.GET('/api/auth/link', { signal })),
  retry: false,
})

/** Makes it a way into the account that is signed in. */
export const confirmLink = () => answer(api.POST('/api/auth/link/confirm'))
