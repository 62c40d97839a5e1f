import { useMemo } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { useRoomSession } from '../hooks/use-room'
import { roomErrorText } from '../lib/room-error-text'
import { createMessageActions, type MessageActions } from './message-actions'

export function useMessageActions(): MessageActions {
  const { t } = useT()
  const { code, connection, store } = useRoomSession()
  return useMemo(
    () =>
      createMessageActions({
        code,
        connection,
        store,
        onError: (error) => toast(roomErrorText(error, t), 'error'),
      }),
    [code, connection, store, t],
  )
}
