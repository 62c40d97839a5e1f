import { Outlet, createFileRoute } from '@tanstack/react-router'
import Queries from '@/lib/api/queries'

/** Around the pages that ask the server through the query cache. */
export const Route = createFileRoute('/_cached')({ component: Cached })

function Cached() {
  return (
    <Queries>
      <Outlet />
    </Queries>
  )
}
