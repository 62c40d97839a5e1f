import { createFileRoute } from '@tanstack/react-router'
import { listOpenRooms } from '@/features/landing/api/list-open-rooms'
import { LandingPage } from '@/features/landing/routes/landing-page'

export const Route = createFileRoute('/')({
  // Not awaited: the page shows without it.
  loader: () => ({ openRooms: listOpenRooms() }),
  component: Landing,
})

function Landing() {
  const { openRooms } = Route.useLoaderData()
  return <LandingPage openRooms={openRooms} />
}
