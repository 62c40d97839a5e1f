import type { ChatMessage, Reaction } from '@api/events'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useMe } from '../../hooks/use-room'
import { useHiddenPeople } from '../../lib/hidden-people'
import type { People } from '../use-chat'
import { useMessageActions } from '../use-message-actions'
import { reactions, useReactionNames } from '../use-reaction-names'
import { ReactionIcon } from './reaction-icon'

/** The reactions a message got, each with who gave it; one of each a person, given and taken back by a press. */
export function ReactionChips({ message, people }: { message: ChatMessage; people: People }) {
  const isMine = message.memberId === people.meId
  const { locale } = useT()
  const names = useReactionNames()
  const { react } = useMessageActions()
  const isMuted = useMe()?.muted === true
  const hidden = useHiddenPeople()
  const givenBy = (reaction: Reaction) =>
    message.reactions[reaction]?.filter((id) => !hidden.includes(id)) ?? []
  const given = reactions.filter((reaction) => givenBy(reaction).length > 0)
  if (given.length === 0) return null
  const list = new Intl.ListFormat(locale)
  return (
    <div className={cn('mt-1 flex flex-wrap gap-1', isMine && 'justify-end')}>
      {given.map((reaction) => {
        const members = givenBy(reaction)
        const isOn = members.includes(people.meId)
        const givers = list.format(members.map(people.nameOf))
        // With the number that is written on it, for those who say what they see.
        const label = `${names[reaction]}: ${givers} (${members.length})`
        return (
          <button
            key={reaction}
            type="button"
            aria-pressed={isOn}
            aria-label={label}
            title={label}
            disabled={isMuted}
            onClick={() => void react(message.id, reaction, !isOn)}
            className={cn(
              'tnum inline-flex min-h-8 items-center gap-1 rounded-full border px-2 text-sm font-bold',
              isOn
                ? 'border-primary bg-primary-soft text-primary-ink'
                : 'border-line bg-surface text-ink-2 hover:bg-surface-2',
            )}
          >
            <ReactionIcon reaction={reaction} className="size-4.5" />
            {members.length}
          </button>
        )
      })}
    </div>
  )
}
