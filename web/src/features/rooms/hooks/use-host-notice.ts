import { useEffect, useRef } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { useRoomState } from './use-room'

/** Tells who controls the timer from now on, when that changes while we are here. */
export function useHostNotice(): void {
  const { t } = useT()
  const meId = useRoomState((state) => state.meId)
  const hostId = useRoomState((state) => state.room?.hostId)
  const name = useRoomState((state) => state.members.find(({ id }) => id === hostId)?.displayName)
  const before = useRef(hostId)
  useEffect(() => {
    if (before.current === hostId || !hostId) return
    before.current = hostId
    if (hostId === meId) toast(t('room.host.you'), 'success')
    else if (name) toast(t('room.host.other', { name }))
  }, [hostId, meId, name, t])
}
