import { useT } from '@/lib/i18n/use-t'
import { useChatOpen } from '../chat/use-chat-open'
import { RoomOutline } from './room-outline'

/** The room's outline while it is being joined: everything stands where it will be. */
export function RoomSkeleton() {
  const { t } = useT()
  const [chatOpen] = useChatOpen()
  const title = (
    <h1 role="status" className="sr-only">
      {t('room.loading')}
    </h1>
  )
  return (
    <div aria-busy>
      <RoomOutline chatOpen={chatOpen} title={title} />
    </div>
  )
}
