import type { Member } from '@api/events'
import { Ban, Crown, EyeOff, Mic, MicOff, UserX } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useHidePerson } from '../hooks/use-hide-person'
import { useIsHost, useRoomActions } from '../hooks/use-room'
import { ConfirmDialog } from './confirm-dialog'

interface MemberMenuProps {
  member: Member
  face: ReactNode
  className: string
}

/**
 * What can be done about somebody: everybody may hide them for themselves; the host hands the room over, mutes them, or
 * shows them out.
 */
export default function MemberMenu({ member, face, className }: MemberMenuProps) {
  const { t } = useT()
  const actions = useRoomActions()
  const [asking, setAsking] = useState<'hand-over' | 'remove' | 'ban' | null>(null)
  const name = member.displayName
  const isHost = useIsHost()
  const hiding = useHidePerson(member.id, name)
  const hide: MenuItem = {
    id: 'hide',
    label: hiding.label,
    icon: <hiding.Icon className="size-4.5 shrink-0" aria-hidden />,
    onSelect: hiding.toggle,
  }
  const close = () => setAsking(null)
  const hostItems: MenuItem[] = [
    {
      id: 'hand-over',
      label: t('room.members.handOver'),
      icon: <Crown className="size-4.5 shrink-0" aria-hidden />,
      disabled: !member.isHere,
      onSelect: () => setAsking('hand-over'),
    },
    {
      id: 'mute',
      label: member.muted ? t('room.members.unmute') : t('room.members.mute'),
      icon: member.muted ? (
        <Mic className="size-4.5 shrink-0" aria-hidden />
      ) : (
        <MicOff className="size-4.5 shrink-0" aria-hidden />
      ),
      onSelect: () => void actions.mute(member.id, !member.muted),
    },
    hide,
    {
      id: 'remove',
      label: t('room.members.remove'),
      icon: <UserX className="size-4.5 shrink-0" aria-hidden />,
      danger: true,
      onSelect: () => setAsking('remove'),
    },
    {
      id: 'ban',
      label: t('room.members.ban'),
      icon: <Ban className="size-4.5 shrink-0" aria-hidden />,
      danger: true,
      onSelect: () => setAsking('ban'),
    },
  ]
  return (
    <>
      <Menu
        label={t('room.members.menu', { name })}
        items={isHost ? hostItems : [hide]}
        trigger={(trigger) => (
          <button {...trigger} type="button" className={cn('relative', className)}>
            {face}
            {hiding.isHidden && <HiddenMark />}
            <span className="sr-only">{t('room.members.openMenu')}</span>
          </button>
        )}
      />
      <ConfirmDialog
        open={asking === 'hand-over'}
        title={t('room.members.handOverTitle', { name })}
        text={t('room.members.handOverText')}
        action={t('room.members.handOver')}
        onConfirm={() => actions.handOver(member.id)}
        onClose={close}
      />
      <ConfirmDialog
        open={asking === 'remove'}
        danger
        title={t('room.members.removeTitle', { name })}
        text={t('room.members.removeText')}
        action={t('room.members.remove')}
        onConfirm={() => actions.kick(member.id)}
        onClose={close}
      />
      <ConfirmDialog
        open={asking === 'ban'}
        danger
        title={t('room.members.banTitle', { name })}
        text={t('room.members.banText')}
        action={t('room.members.ban')}
        onConfirm={() => actions.ban(member.id)}
        onClose={close}
      />
    </>
  )
}

/** On the face of somebody whom one has hidden. */
function HiddenMark() {
  const { t } = useT()
  return (
    <>
      <span
        aria-hidden
        className="absolute top-1 left-1/2 ml-2.5 grid size-6 place-content-center rounded-full border border-line bg-surface text-ink-2"
      >
        <EyeOff className="size-3.5" />
      </span>
      <span className="sr-only">{t('room.members.hidden')}</span>
    </>
  )
}
