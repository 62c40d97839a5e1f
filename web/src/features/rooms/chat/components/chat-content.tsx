import type { ChatMessage } from '@api/events'
import { useState } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { useMessageActions } from '../use-message-actions'
import { Composer } from './composer'
import { MessageLog } from './message-log'
import { TypingLine } from './typing-line'

/** The messages, who types, and the place to write. */
export function ChatContent() {
  const { t } = useT()
  const { remove } = useMessageActions()
  const [deleting, setDeleting] = useState<ChatMessage | null>(null)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <MessageLog onDelete={setDeleting} />
      <TypingLine />
      <Composer />
      <ConfirmDialog
        open={deleting !== null}
        danger
        title={t('room.chat.deleteTitle')}
        text={t('room.chat.deleteText')}
        action={t('room.chat.delete')}
        onConfirm={() => (deleting ? remove(deleting.id) : undefined)}
        onClose={() => setDeleting(null)}
      />
    </div>
  )
}
