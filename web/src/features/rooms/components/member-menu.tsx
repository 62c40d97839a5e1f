import type { Member } from '@api/events'
import { Ban, Crown, Mic, MicOff, UserX } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Menu } from '@/components/ui/menu'
import { useT } from '@/lib/i18n/use-t'
import { useRoomActions } from '../hooks/use-room'
import { ConfirmDialog } from './confirm-dialog'

interface MemberMenuProps {
  member: Member
  face: ReactNode
  className: string
}

/** What the host can do with somebody: hand the room over, mute them, or show them out. */
export default function MemberMenu({ member, face, className }: MemberMenuProps) {
  const { t } = useT()
  const actions = useRoomActions()
  const [asking, setAsking] = useState<'hand-over' | 'remove' | 'ban' | null>(null)
  const name = member.displayName
  const close = () => setAsking(null)
  return (
    <>
      <Menu
        label={t('room.members.menu', { name })}
        items={[
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
        ]}
        trigger={(trigger) => (
          <button {...trigger} type="button" className={className}>
            {face}
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
