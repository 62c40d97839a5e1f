import { Link } from '@tanstack/react-router'
import { Star, X } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { forgetRoom, setFavourite, type KnownRoom } from '@/features/rooms/lib/known-rooms'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { themes } from '@/lib/themes'
import type { RoomStateNow } from '../hooks/use-room-states'

interface YourRoomCardProps {
  room: KnownRoom
  /** Undefined until it is known. */
  state: RoomStateNow | undefined
}

/** A room to go back to: what it is called, what goes on there now, a star and a way to forget it. */
export function YourRoomCard({ room, state }: YourRoomCardProps) {
  const { t } = useT()
  const name = (typeof state === 'object' ? state.room.name : room.name) ?? room.code
  const [light, deep] = themes.find(({ id }) => id === room.theme)?.swatch ?? themes[0].swatch
  return (
    <li className="panel relative flex items-center gap-3 py-3 pr-2 pl-4">
      <span
        aria-hidden
        className="size-9 shrink-0 rounded-full"
        style={{ background: `linear-gradient(135deg, ${light} 45%, ${deep} 55%)` }}
      />
      <div className="min-w-0 flex-1">
        <h3 className="truncate text-base">
          {room.gone ? (
            <span className="text-ink-2">{name}</span>
          ) : (
            <Link
              to="/room/$code"
              params={{ code: room.code }}
              className="after:absolute after:inset-0 after:rounded-[inherit] hover:underline"
            >
              {name}
            </Link>
          )}
        </h3>
        <p className="tnum min-h-5 truncate text-sm leading-5 font-semibold text-ink-2">
          {room.gone ? t('landing.yours.gone') : <StateText state={state} />}
        </p>
      </div>
      <IconButton
        size="sm"
        className="relative"
        label={t('landing.yours.star', { room: name })}
        aria-pressed={room.favourite}
        onClick={() => setFavourite(room.code, !room.favourite)}
      >
        <Star
          className={cn('size-4.5', room.favourite && 'fill-current text-warning')}
          aria-hidden
        />
      </IconButton>
      <IconButton
        size="sm"
        className="relative"
        label={t('landing.yours.forget', { room: name })}
        onClick={() => forgetRoom(room.code)}
      >
        <X className="size-4.5" aria-hidden />
      </IconButton>
    </li>
  )
}

function StateText({ state }: { state: RoomStateNow | undefined }) {
  const { t } = useT()
  if (state === undefined || state === 'unknown') return null
  const minutes = Math.max(1, Math.ceil(state.timer.remainingMs / 60_000))
  return state.timer.status === 'running'
    ? t('landing.yours.running', { count: state.memberCount, minutes })
    : t('landing.yours.idle', { count: state.memberCount })
}
