import type { Member } from '@api/events'
import { Crown, UserX } from 'lucide-react'
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

/** What the host can do with somebody: hand the room over, or show them out. */
export function MemberMenu({ member, face, className }: MemberMenuProps) {
  const { t } = useT()
  const actions = useRoomActions()
  const [asking, setAsking] = useState<'hand-over' | 'remove' | null>(null)
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
            id: 'remove',
            label: t('room.members.remove'),
            icon: <UserX className="size-4.5 shrink-0" aria-hidden />,
            danger: true,
            onSelect: () => setAsking('remove'),
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
    </>
  )
}
