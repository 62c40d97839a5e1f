import { Link } from '@tanstack/react-router'
import { Users } from 'lucide-react'
import { cn } from '@/lib/cn'
import { buttonClass } from '@/components/ui/button-class'
import type { Schemas } from '@/lib/api/client'
import { useT } from '@/lib/i18n/use-t'

/** A public room: what it is called, who is there and how long this round takes. */
export function OpenRoomCard({ room, memberCount, timer }: Schemas['OpenRoom']) {
  const { t } = useT()
  const running = timer.status === 'running'
  const minutes = Math.max(1, Math.ceil(timer.remainingMs / 60_000))
  return (
    <li className="panel flex flex-col gap-4 p-5">
      <div className="flex items-center justify-between gap-3 text-sm font-bold">
        <span
          className={cn(
            'flex items-center gap-2 rounded-full px-3 py-1',
            running ? 'bg-primary-soft text-primary-ink' : 'bg-surface-2 text-ink-2',
          )}
        >
          <span aria-hidden className="size-2 rounded-full bg-current" />
          {running ? t('landing.open.running', { minutes }) : t('landing.open.waiting')}
        </span>
        <span className="flex items-center gap-1.5 text-ink-2">
          <Users className="size-4" aria-hidden />
          {t('join.here', { count: memberCount })}
        </span>
      </div>
      <h3 className="line-clamp-2 text-xl wrap-anywhere">{room.name ?? room.code}</h3>
      <Link
        to="/join"
        search={{ code: room.code }}
        aria-label={t('landing.open.join', { room: room.name ?? room.code })}
        className={cn(buttonClass('outline'), 'mt-auto self-start')}
      >
        {t('landing.join')}
      </Link>
    </li>
  )
}
