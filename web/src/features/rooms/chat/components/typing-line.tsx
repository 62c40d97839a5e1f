import { useT } from '@/lib/i18n/use-t'
import { useHiddenPeople } from '../../lib/hidden-people'
import { useChat, usePeople } from '../use-chat'

/** Who types at the moment. Its place is kept, so that nothing moves. */
export function TypingLine() {
  const { t } = useT()
  const people = usePeople()
  const hidden = useHiddenPeople()
  const typing = useChat((log) => log.typing).filter((id) => !hidden.includes(id))
  const [first] = typing
  return (
    <p className="h-6 truncate px-5 text-sm font-semibold text-ink-2">
      {first !== undefined &&
        (typing.length === 1
          ? t('room.chat.typing', { name: people.nameOf(first) })
          : t('room.chat.typingMany', { count: typing.length }))}
    </p>
  )
}
