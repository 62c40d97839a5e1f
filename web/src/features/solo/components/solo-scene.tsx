import { Link } from '@tanstack/react-router'
import { SlidersHorizontal, UserPlus } from 'lucide-react'
import { useCallback, useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Sheet } from '@/components/ui/sheet'
import { Wordmark } from '@/components/ui/wordmark'
import { RoomAlerts } from '@/features/alerts/components/room-alerts'
import { ConnectionBanner } from '@/features/rooms/components/connection-banner'
import { FocusViewButton } from '@/features/rooms/components/focus-view-button'
import { LiveRegion } from '@/features/rooms/components/live-region'
import { LoadedDialog } from '@/features/rooms/components/loaded-dialog'
import { QueueContent } from '@/features/rooms/components/queue-content'
import { QueueFooter } from '@/features/rooms/components/queue-footer'
import { QueuePanel } from '@/features/rooms/components/queue-panel'
import { RoomTitle } from '@/features/rooms/components/room-title'
import { RoundDots } from '@/features/rooms/components/round-dots'
import { TimerControls } from '@/features/rooms/components/timer-controls'
import { TimerRing } from '@/features/rooms/components/timer-ring'
import { UpNext } from '@/features/rooms/components/up-next'
import { useHasQueueFooter } from '@/features/rooms/hooks/use-has-queue-footer'
import { useRoomShortcuts } from '@/features/rooms/hooks/use-room-shortcuts'
import { useWideScreen } from '@/features/rooms/hooks/use-wide-screen'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'

const load = {
  you: () => import('@/features/you/components/you-dialog'),
  focus: () => import('@/features/rooms/components/focus-view'),
  shortcuts: () => import('@/features/rooms/components/shortcuts-dialog'),
}
type DialogName = keyof typeof load | 'queue'
/** Opened by the keys of a room, and of use to one person. */
const isOurs = (name: string): name is DialogName => Object.hasOwn(load, name)

/** The room's own scene for one person: ring, controls and queue, and a way to make a room for others of it. */
export function SoloScene({ onInvite }: { onInvite: () => void }) {
  const { t } = useT()
  const wide = useWideScreen()
  const [queueOpen, setQueueOpen] = useState(true)
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const closeDialog = useCallback(() => setDialog(null), [])
  const hasFooter = useHasQueueFooter()
  const panelOpen = wide && queueOpen
  const showQueue = () => (wide ? setQueueOpen(!queueOpen) : setDialog('queue'))
  useRoomShortcuts({
    toggleQueue: showQueue,
    toggle: (name) => {
      if (name === 'invite') onInvite()
      if (isOurs(name)) setDialog(dialog === name ? null : name)
    },
  })
  return (
    <div className="glow-bg flex min-h-dvh flex-col">
      <header className="flex h-16 items-center justify-between gap-3 px-4 sm:px-6">
        <Link to="/" aria-label={t('ui.home')} className="rounded-full py-1 pr-2">
          <Wordmark />
        </Link>
        <div className="flex items-center gap-1 sm:gap-3">
          <IconButton label={t('room.you')} onClick={() => setDialog('you')}>
            <SlidersHorizontal className="size-5" aria-hidden />
          </IconButton>
          <Button variant="soft" className="max-sm:hidden" onClick={onInvite}>
            <UserPlus className="size-4.5" aria-hidden />
            {t('solo.invite')}
          </Button>
          <IconButton
            label={t('solo.invite')}
            variant="soft"
            className="sm:hidden"
            onClick={onInvite}
          >
            <UserPlus className="size-5" aria-hidden />
          </IconButton>
        </div>
      </header>
      <div
        className={cn(
          'grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)]',
          panelOpen && 'grid-cols-[minmax(0,1fr)_20rem] gap-4 px-4',
        )}
      >
        <main
          id="main"
          tabIndex={-1}
          className="flex flex-col items-center justify-center gap-5 px-4 pt-9 pb-6 outline-none"
        >
          <h1 className="sr-only">{t('solo.title')}</h1>
          <div className="relative">
            <TimerRing className="w-[min(26rem,82vw,52dvh)] min-w-56" />
            <FocusViewButton onClick={() => setDialog('focus')} />
          </div>
          <RoundDots />
          <TimerControls />
          {!panelOpen && <UpNext onOpen={showQueue} />}
        </main>
        {panelOpen && (
          <div className="sticky top-4 h-[calc(100dvh-5rem)] self-start">
            <QueuePanel onClose={() => setQueueOpen(false)} />
          </div>
        )}
      </div>
      <ConnectionBanner besideQueue={panelOpen} />
      <RoomTitle />
      <LiveRegion />
      <RoomAlerts />
      <Sheet
        open={dialog === 'queue'}
        onClose={closeDialog}
        title={t('room.queue')}
        footer={hasFooter && <QueueFooter />}
      >
        <QueueContent />
      </Sheet>
      {Object.entries(load).map(([name, fetch]) => (
        <LoadedDialog key={name} open={dialog === name} onClose={closeDialog} load={fetch} />
      ))}
    </div>
  )
}
