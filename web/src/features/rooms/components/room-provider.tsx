import { i18n } from '@lingui/core'
import { useEffect, useState, type ReactNode } from 'react'
import { toast } from '@/lib/toast'
import { RoomContext } from '../hooks/use-room'
import { roomErrorText } from '../lib/room-error-text'
import { createRoomSession } from '../session'

/** Opens the room for as long as it is mounted, and gives it to what is inside. For one `code`: use it as key. */
export function RoomProvider({ code, children }: { code: string; children: ReactNode }) {
  const [session] = useState(() =>
    createRoomSession(code, (error) =>
      toast(
        roomErrorText(error, (id, values) => i18n._(id, values)),
        'error',
      ),
    ),
  )

  useEffect(() => {
    const stopChat = session.chat.start()
    void session.connection.start()
    return () => {
      stopChat()
      session.connection.close({ leave: false })
    }
  }, [session])

  return <RoomContext value={session}>{children}</RoomContext>
}
