import { createFileRoute } from '@tanstack/react-router'
import { RoomPage } from '@/features/rooms/routes/room-page'

export const Route = createFileRoute('/room/$code')({ component: Room })

function Room() {
  const { code } = Route.useParams()
  // A room is a new page: nothing of the last one may linger.
  return <RoomPage key={code} code={code} />
}
