import { createFileRoute } from '@tanstack/react-router'
import { HistoryPage } from '@/features/rooms/routes/history-page'

export const Route = createFileRoute('/_cached/room_/$code/history')({ component: History })

function History() {
  const { code } = Route.useParams()
  return <HistoryPage key={code} code={code} />
}
