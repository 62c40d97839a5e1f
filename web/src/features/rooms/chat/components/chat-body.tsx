import { Button } from '@/components/ui/button'
import { Tomato } from '@/components/ui/tomato'
import { useT } from '@/lib/i18n/use-t'
import { useQuiet, useUnread } from '../use-chat'
import { ChatContent } from './chat-content'

/** What the panel and the sheet hold: the chat, or quiet while the room focuses. */
export function ChatBody() {
  const { isFolded, show } = useQuiet()
  return isFolded ? <QuietChat onShow={show} /> : <ChatContent />
}

function QuietChat({ onShow }: { onShow: () => void }) {
  const { t } = useT()
  const { count } = useUnread()
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-4 px-8 pb-16 text-center">
      <Tomato mood="focus" size={88} />
      <p className="font-bold text-ink">{t('room.chat.quiet')}</p>
      <p className="text-sm font-semibold text-ink-2">
        {count > 0 ? t('room.chat.quietUnread', { count }) : t('room.chat.quietHint')}
      </p>
      <Button variant="outline" onClick={onShow}>
        {t('room.chat.showAnyway')}
      </Button>
    </div>
  )
}
