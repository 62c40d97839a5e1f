import { createFileRoute } from '@tanstack/react-router'
import { askSession, knownSession } from '@/lib/session'
import { RoomPage } from '@/features/rooms/routes/room-page'

export const Route = createFileRoute('/room/$code')({
  // Asked while the page's code loads; the page itself asks again where this fails.
  loader() {
    if (!knownSession()) askSession().catch(() => undefined)
  },
  component: Room,
})

function Room() {
  const { code } = Route.useParams()
  // A room is a new page: nothing of the last one may linger.
  return <RoomPage key={code} code={code} />
}
