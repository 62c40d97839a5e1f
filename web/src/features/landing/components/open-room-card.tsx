import { Link } from '@tanstack/react-router'
import { Users } from 'lucide-react'
import { cn } from '@/lib/cn'
import { buttonClass } from '@/components/ui/button-class'
import { useT } from '@/lib/i18n/use-t'
import type { OpenRoom } from '../lib/open-rooms'

/** A public room: what it is called, who is there and how long this round takes. */
export function OpenRoomCard({ room, memberCount, timer, closed }: OpenRoom) {
  const { t } = useT()
  const running = timer.status === 'running' && !closed
  const minutes = Math.max(1, Math.ceil(timer.remainingMs / 60_000))
  const full = memberCount >= room.capacity
  const state = running ? t('landing.open.running', { minutes }) : t('landing.open.waiting')
  return (
    <li className={cn('panel flex flex-col gap-4 p-5', closed && 'opacity-60')}>
      <div className="flex items-center justify-between gap-3 text-sm font-bold">
        <span
          className={cn(
            'flex items-center gap-2 rounded-full px-3 py-1',
            running ? 'bg-primary-soft text-primary-ink' : 'bg-surface-2 text-ink-2',
          )}
        >
          <span aria-hidden className="size-2 rounded-full bg-current" />
          {closed ? t('landing.open.closed') : state}
        </span>
        <span className="tnum flex items-center gap-1.5 text-ink-2">
          <Users className="size-4" aria-hidden />
          {t('landing.open.seats', { count: memberCount, capacity: room.capacity })}
        </span>
      </div>
      <h3 className="line-clamp-2 text-xl wrap-anywhere">{room.name ?? room.code}</h3>
      <div className="mt-auto flex min-h-11 items-center">
        {full && !closed && <span className="font-bold text-ink-2">{t('landing.open.full')}</span>}
        {!full && !closed && (
          <Link
            to="/room/$code"
            params={{ code: room.code }}
            aria-label={t('landing.open.join', { room: room.name ?? room.code })}
            className={buttonClass('outline')}
          >
            {t('landing.join')}
          </Link>
        )}
      </div>
    </li>
  )
}
