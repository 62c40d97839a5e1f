import { QueryClient } from '@tanstack/react-query'
import { Problem } from '@/lib/api/problem'

const passing = new Set(['offline', 'unavailable', 'internal'])
const maxRetries = 2

/** One cache for the page. Only failures that may pass by themselves are tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) =>
        failures < maxRetries && error instanceof Problem && passing.has(error.code),
    },
    mutations: { retry: false },
  },
})
