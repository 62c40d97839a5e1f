import { QueryClientProvider } from '@tanstack/react-query'
import { Outlet, createFileRoute } from '@tanstack/react-router'
import { queryClient } from '@/app/query-client'

/** Around the pages that ask the server through the query cache; the start page does without its weight. */
export const Route = createFileRoute('/_cached')({ component: Cached })

function Cached() {
  return (
    <QueryClientProvider client={queryClient}>
      <Outlet />
    </QueryClientProvider>
  )
}
