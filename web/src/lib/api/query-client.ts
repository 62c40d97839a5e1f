import { QueryClient } from '@tanstack/react-query'
import { Problem } from '@/lib/api/problem'

const passing = new Set(['offline', 'unavailable', 'internal'])
const maxRetries = 2

/**
 * One cache for the page. Only failures that may pass by themselves are tried again, and not while the browser knows
 * that it has no network: a page says so at once instead of waiting for it.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 30_000,
      retry: (failures, error) =>
        failures < maxRetries &&
        navigator.onLine &&
        error instanceof Problem &&
        passing.has(error.code),
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
