import type { ChatMessage } from '@api/events'
import { useState } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { useHiddenPeople } from '../../lib/hidden-people'

interface SpokenMessagesProps {
  messages: readonly ChatMessage[]
  meId: string
}

/** Says to screen readers what others write from now on; nothing that stood there before. */
export function SpokenMessages({ messages, meId }: SpokenMessagesProps) {
  const { t } = useT()
  const hidden = useHiddenPeople()
  const latest = messages.at(-1)?.sequence ?? 0
  const [begin] = useState(latest)
  const spoken = messages.filter(
    ({ sequence, memberId, deleted }) =>
      sequence > begin && memberId !== meId && !deleted && !hidden.includes(memberId),
  )
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {spoken.slice(-3).map(({ id, displayName, text }) => (
        <p key={id}>{t('room.chat.says', { name: displayName, text })}</p>
      ))}
    </div>
  )
}
