import { X } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { useT } from '@/lib/i18n/use-t'
import { useQuiet } from '../use-chat'
import '../texts'
import { ChatBody } from './chat-body'

/** The chat beside the ring, on wide screens. */
export default function ChatPanel({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  const { isQuiet } = useQuiet()
  return (
    <aside
      aria-label={t('room.chat')}
      className="panel flex h-full flex-col overflow-hidden shadow-2"
    >
      <header className="flex items-center gap-2 py-2.5 pr-2.5 pl-5">
        <h2 className="text-lg">{t('room.chat')}</h2>
        {isQuiet && (
          <span className="truncate text-sm font-semibold text-ink-2">
            {t('room.chat.quietUntil')}
          </span>
        )}
        <IconButton label={t('room.chat.hide')} onClick={onClose} className="ml-auto">
          <X className="size-5" aria-hidden />
        </IconButton>
      </header>
      <ChatBody />
    </aside>
  )
}
