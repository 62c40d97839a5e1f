import { Sheet } from '@/components/ui/sheet'
import { useT } from '@/lib/i18n/use-t'
import '../texts'
import { ChatBody } from './chat-body'

/** The chat on narrow screens. */
export default function ChatSheet({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  return (
    <Sheet open onClose={onClose} title={t('room.chat')} fill>
      <ChatBody />
    </Sheet>
  )
}
