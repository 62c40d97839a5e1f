import { LoaderCircle, WifiOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useRoomState } from '../hooks/use-room'

/** Shorter interruptions than this are nobody's business. */
const patienceMs = 1_200

/** Says that the room is not live at the moment. Lies over the page, so nothing moves; goes by itself. */
export function ConnectionBanner({
  besideChat = false,
  besideQueue,
}: {
  besideChat?: boolean
  besideQueue: boolean
}) {
  const { t } = useT()
  const connection = useRoomState((state) => state.connection)
  const shown = useLasting(connection !== 'online')
  return (
    <div
      role="status"
      className={cn(
        'pointer-events-none fixed top-17 z-30 flex justify-center px-4',
        besideChat ? 'left-85' : 'left-0',
        besideQueue ? 'right-85' : 'right-0',
      )}
    >
      {shown && (
        <p className="anim-rise flex items-center gap-2.5 rounded-full bg-warning-soft px-5 py-2.5 text-sm font-bold text-warning shadow-3">
          {connection === 'offline' ? (
            <WifiOff className="size-4.5 shrink-0" aria-hidden />
          ) : (
            <LoaderCircle className="size-4.5 shrink-0 animate-spin" aria-hidden />
          )}
          {connection === 'offline'
            ? t('room.connection.offline')
            : t('room.connection.reconnecting')}
        </p>
      )}
    </div>
  )
}

/** True once `value` has been true for a while; false again at once. */
function useLasting(value: boolean): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!value) return undefined
    const timeout = setTimeout(() => setLasting(true), patienceMs)
    return () => {
      clearTimeout(timeout)
      setLasting(false)
    }
  }, [value])
  return value && lasting
}
