import { useCallback, useState } from 'react'
import { RoomAlerts } from '@/features/alerts/components/room-alerts'
import { useTaskParts } from '@/features/tasks/lib/task-parts'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { ChatSide } from '../chat/components/chat-side'
import { useChatOpen } from '../chat/use-chat-open'
import { useHostNotice } from '../hooks/use-host-notice'
import { useRoomShortcuts } from '../hooks/use-room-shortcuts'
import { useIsHost, useRoom } from '../hooks/use-room'
import { useVisit } from '../hooks/use-visit'
import { useWideScreen } from '../hooks/use-wide-screen'
import { ConnectionBanner } from './connection-banner'
import { Dock } from './dock'
import { FocusViewButton } from './focus-view-button'
import { GuestLine } from './guest-line'
import { LiveRegion } from './live-region'
import { MembersStrip } from './members-strip'
import { QueuePanel } from './queue-panel'
import { RoomDialogs, type RoomDialogName } from './room-dialogs'
import { RoomHeader } from './room-header'
import { RoomTitle } from './room-title'
import { RoundDots } from './round-dots'
import { TimerControls } from './timer-controls'
import { TimerRing } from './timer-ring'
import { UpNext } from './up-next'

/** By whether the chat is beside the ring, and whether the queue is. */
const columns = {
  'false-false': 'grid-cols-[minmax(0,1fr)]',
  'false-true': 'grid-cols-[minmax(0,1fr)_20rem]',
  'true-false': 'grid-cols-[20rem_minmax(0,1fr)]',
  'true-true': 'grid-cols-[20rem_minmax(0,1fr)_20rem]',
}

/** The whole room: header, ring with controls and people, chat and queue beside it or in sheets, and the dock. */
export function RoomScene() {
  const { t } = useT()
  const room = useRoom()
  const isHost = useIsHost()
  const wide = useWideScreen()
  const [queueOpen, setQueueOpen] = useState(true)
  const [dialog, setDialog] = useState<RoomDialogName | null>(null)
  const closeDialog = useCallback(() => setDialog(null), [])
  const [chatOpen, setChatOpen] = useChatOpen()
  const queueShown = wide && queueOpen
  const chatShown = wide && chatOpen
  const toggleQueue = () => (wide ? setQueueOpen(!queueOpen) : setDialog('queue'))
  const toggleChat = () => (wide ? setChatOpen(!chatOpen) : setDialog('chat'))
  const tasks = useTaskParts()
  const showQueue = () => (wide ? setQueueOpen(true) : setDialog('queue'))

  useHostNotice()
  useVisit()
  useRoomShortcuts({
    toggleChat,
    toggleQueue,
    toggle: (name) => setDialog((open) => (open === name ? null : name)),
  })

  return (
    <div className="glow-bg flex min-h-dvh flex-col">
      <div className="contents" inert={dialog === 'board'}>
        <RoomHeader onOpen={setDialog} />
        <div
          className={cn(
            'grid min-h-0 flex-1',
            columns[`${chatShown}-${queueShown}`],
            (chatShown || queueShown) && 'gap-4 px-4',
          )}
        >
          {chatShown && (
            <div className="sticky top-4 h-[calc(100dvh-5rem)] self-start">
              <ChatSide onClose={() => setChatOpen(false)} />
            </div>
          )}
          <main
            id="main"
            tabIndex={-1}
            className="flex flex-col items-center justify-center gap-4 px-4 pt-9 pb-28 [@media(height<60rem)]:gap-3 [@media(height<60rem)]:pt-5 outline-none [@media(height<40rem)]:pb-6"
          >
            <h1 className="sr-only">{room.name ?? t('room.unnamed')}</h1>
            <div className="relative flex max-w-full justify-center">
              <TimerRing className="w-[min(26rem,78vw,45dvh)] max-w-full min-w-56" />
              <FocusViewButton onClick={() => setDialog('focus')} />
            </div>
            <RoundDots />
            <div className="min-h-11">{tasks && <tasks.CurrentTasks onOpen={showQueue} />}</div>
            {isHost ? <TimerControls /> : <GuestLine />}
            <MembersStrip />
            {!wide && <UpNext onOpen={() => setDialog('queue')} />}
          </main>
          {queueShown && (
            <div className="sticky top-4 h-[calc(100dvh-5rem)] self-start">
              <QueuePanel onClose={() => setQueueOpen(false)} />
            </div>
          )}
        </div>
        <Dock
          chatOpen={chatShown}
          queueOpen={queueShown}
          wide={wide}
          onChat={toggleChat}
          onQueue={toggleQueue}
          onOpen={setDialog}
        />
      </div>
      <ConnectionBanner besideChat={chatShown} besideQueue={queueShown} />
      <RoomTitle />
      <LiveRegion />
      <RoomAlerts />
      <RoomDialogs open={dialog} onClose={closeDialog} />
    </div>
  )
}
