import { Avatar } from '@/components/ui/avatar'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import type { MentionListState } from '../use-mention-list'

/** The names that fit what was typed after an `@`, above the composer. */
export function MentionList({ id, list }: { id: string; list: MentionListState }) {
  const { t } = useT()
  if (list.names.length === 0) return null
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('room.chat.mention')}
      className="absolute inset-x-0 bottom-full z-10 mb-2 max-h-60 overflow-y-auto rounded-lg border border-line bg-surface p-1.5 shadow-3"
    >
      {list.names.map((name, index) => (
        // Chosen by the keys of the text field, which keeps the focus.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={name}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === list.active}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => list.choose(name)}
          className={cn(
            'flex min-h-11 cursor-pointer items-center gap-2.5 rounded-md px-2.5 font-bold text-ink hover:bg-surface-2',
            index === list.active && 'bg-surface-2',
          )}
        >
          <Avatar name={name} size="sm" />
          <span className="truncate">{name}</span>
        </div>
      ))}
    </div>
  )
}
