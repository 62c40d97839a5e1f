import type { Member } from '@api/events'
import { Crown, MicOff } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useRoomState } from '../hooks/use-room'

const MemberMenu = lazy(() => import('./member-menu'))

const shownAtFirst = 10

/** Who is here, in the order they came. A menu opens on each of the others. */
export function MembersStrip() {
  const { t } = useT()
  const members = useRoomState((state) => state.members)
  const [all, setAll] = useState(false)
  const shown = all ? members : members.slice(0, shownAtFirst)
  const hidden = members.length - shownAtFirst
  return (
    <section aria-label={t('room.members.count', { count: members.length })} className="w-full">
      <ul className="flex flex-wrap justify-center gap-x-1 gap-y-2">
        {shown.map((member) => (
          <li key={member.id}>
            <MemberTile member={member} />
          </li>
        ))}
        {hidden > 0 && (
          <li>
            <button
              type="button"
              aria-expanded={all}
              onClick={() => setAll(!all)}
              className="flex w-19 flex-col items-center gap-1.5 rounded-lg p-1 pt-1.5 text-sm font-bold text-ink-2 hover:bg-surface-2"
            >
              <span className="grid size-11 place-content-center rounded-full bg-surface-3 text-ink">
                {all ? '−' : `+${hidden}`}
              </span>
              {all ? t('room.members.less') : t('room.members.more')}
            </button>
          </li>
        )}
      </ul>
    </section>
  )
}

function MemberTile({ member }: { member: Member }) {
  const { t } = useT()
  const isMe = useRoomState((state) => state.meId === member.id)
  const here = member.isHere && member.status === 'here'
  const face = (
    <>
      <span
        className={cn('relative rounded-full p-[3px]', here ? 'bg-primary-soft' : 'opacity-70')}
      >
        <Avatar name={member.displayName} />
        <span
          aria-hidden
          className={cn(
            'absolute right-0 bottom-0 size-4 rounded-full border-3 border-bg',
            here ? 'bg-success' : 'bg-line-strong',
          )}
        />
      </span>
      <span className="flex max-w-full items-center gap-1 text-sm font-bold text-ink">
        <span className="truncate">{member.displayName}</span>
        {member.role === 'host' && (
          <Crown className="size-3.5 shrink-0 text-warning" strokeWidth={2.4} aria-hidden />
        )}
        {member.muted && <MicOff className="size-3.5 shrink-0 text-danger" aria-hidden />}
      </span>
      <span className="text-xs font-semibold text-ink-2">
        {here ? (isMe ? t('room.members.you') : t('room.members.here')) : t('room.members.away')}
      </span>
      {member.role === 'host' && <span className="sr-only">{t('room.members.host')}</span>}
      {member.muted && <span className="sr-only">{t('room.members.muted')}</span>}
    </>
  )
  const look = 'flex w-19 flex-col items-center gap-0.5 rounded-lg p-1 text-center sm:w-23'
  const tile = <div className={look}>{face}</div>
  if (isMe) return tile
  return (
    <Suspense fallback={tile}>
      <MemberMenu member={member} className={cn(look, 'hover:bg-surface-2')} face={face} />
    </Suspense>
  )
}
