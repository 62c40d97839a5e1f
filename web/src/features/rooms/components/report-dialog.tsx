import { ReportDialog } from '@/features/reports/components/report-dialog'
import { useRoomSession, useRoomState } from '../hooks/use-room'

/** "Report a problem" from inside of a room, which can say which room and how it is connected. */
export default function RoomReportDialog({ onClose }: { onClose: () => void }) {
  const { code } = useRoomSession()
  const connection = useRoomState((state) => state.connection)
  return <ReportDialog where={{ roomCode: code, connection }} onClose={onClose} />
}
