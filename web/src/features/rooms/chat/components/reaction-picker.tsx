import type { ChatMessage } from '@api/events'
import { cn } from '@/lib/cn'
import { reactions, useReactionNames } from '../use-reaction-names'
import { useMessageActions } from '../use-message-actions'
import { ReactionIcon } from './reaction-icon'

interface ReactionPickerProps {
  message: ChatMessage
  meId: string
  onDone: () => void
}

/** All six; those we gave are pressed. */
export function ReactionPicker({ message, meId, onDone }: ReactionPickerProps) {
  const { react } = useMessageActions()
  const names = useReactionNames()
  return (
    <div className="grid grid-cols-6">
      {reactions.map((reaction) => {
        const isOn = message.reactions[reaction]?.includes(meId) ?? false
        return (
          <button
            key={reaction}
            type="button"
            aria-pressed={isOn}
            aria-label={names[reaction]}
            title={names[reaction]}
            onClick={() => {
              onDone()
              void react(message.id, reaction, !isOn)
            }}
            className={cn(
              'grid size-11 place-content-center rounded-full transition-transform duration-(--dur-fast) hover:scale-115 hover:bg-surface-2',
              isOn && 'bg-primary-soft',
            )}
          >
            <ReactionIcon reaction={reaction} className="size-6" />
          </button>
        )
      })}
    </div>
  )
}
