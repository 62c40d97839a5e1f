import type { ChatMessage } from '@api/events'
import { Mic, MicOff, SmilePlus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { Popover } from '@/components/ui/popover'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useIsHost, useMe, useRoomActions, useRoomState } from '../../hooks/use-room'
import { useHidePerson } from '../../hooks/use-hide-person'
import type { People } from '../use-chat'
import { ReactionPicker } from './reaction-picker'

interface MessageToolsProps {
  message: ChatMessage
  isMine: boolean
  people: People
  onDelete: (message: ChatMessage) => void
}

/** The button beside a message: the six reactions, and what may be done with it. */
export function MessageTools({ message, isMine, people, onDelete }: MessageToolsProps) {
  const { t } = useT()
  const isHost = useIsHost()
  const isMuted = useMe()?.muted === true
  const mayDelete = isMine || isHost
  const name = isMine ? people.nameOf(message.memberId) : message.displayName
  const label = t('room.chat.tools', { name })
  return (
    <Popover
      label={label}
      trigger={(trigger) => (
        <IconButton
          {...trigger}
          label={label}
          size="sm"
          className={cn(
            'opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100',
            'aria-expanded:opacity-100',
          )}
        >
          <SmilePlus className="size-4.5" aria-hidden />
        </IconButton>
      )}
    >
      {(close) => (
        <>
          {!isMuted && <ReactionPicker message={message} meId={people.meId} onDone={close} />}
          {isHost && !isMine && <MuteRow memberId={message.memberId} onDone={close} />}
          {!isMine && <HideRow message={message} onDone={close} />}
          {mayDelete && (
            <ToolRow
              danger
              label={t('room.chat.delete')}
              icon={<Trash2 className="size-4.5 shrink-0" aria-hidden />}
              onSelect={() => {
                close()
                onDelete(message)
              }}
            />
          )}
        </>
      )}
    </Popover>
  )
}

/** The host takes the writer's voice or gives it back, as long as they are here. */
function MuteRow({ memberId, onDone }: { memberId: string; onDone: () => void }) {
  const { t } = useT()
  const { mute } = useRoomActions()
  const writer = useRoomState(({ members }) => members.find(({ id }) => id === memberId))
  if (!writer) return null
  const Icon = writer.muted ? Mic : MicOff
  return (
    <ToolRow
      label={writer.muted ? t('room.members.unmute') : t('room.members.mute')}
      icon={<Icon className="size-4.5 shrink-0" aria-hidden />}
      onSelect={() => {
        onDone()
        void mute(memberId, !writer.muted)
      }}
    />
  )
}

/** Everybody, for themselves alone. */
function HideRow({ message, onDone }: { message: ChatMessage; onDone: () => void }) {
  const { label, Icon, toggle } = useHidePerson(message.memberId, message.displayName)
  return (
    <ToolRow
      label={label}
      icon={<Icon className="size-4.5 shrink-0" aria-hidden />}
      onSelect={() => {
        onDone()
        toggle()
      }}
    />
  )
}

interface ToolRowProps {
  label: string
  icon: ReactNode
  danger?: boolean
  onSelect: () => void
}

function ToolRow({ label, icon, danger, onSelect }: ToolRowProps) {
  return (
    <button
      type="button"
      onClick={onSelect}
      className={cn(
        'flex min-h-11 w-full items-center gap-3 rounded-md px-3 text-left text-[0.95rem] font-semibold hover:bg-surface-2',
        danger ? 'text-danger' : 'text-ink',
      )}
    >
      {icon}
      {label}
    </button>
  )
}
