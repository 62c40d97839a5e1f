import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, type Schemas } from '@/lib/api/client'

export type Device = Schemas['SignedInDevice']

/** Where one is signed in, the last used first. */
export const devicesQuery = queryOptions({
  queryKey: ['me', 'sessions'],
  queryFn: async ({ signal }) => {
    const { items } = await answer(api.GET('/api/me/sessions', { signal }))
    return items
  },
})

/** Signs a device out: one by its id, or `others`. */
export function useSignDeviceOut() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE('/api/me/sessions/{id}', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: devicesQuery.queryKey }),
  })
}
