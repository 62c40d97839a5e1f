import { Minimize2 } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { useT } from '@/lib/i18n/use-t'
import { useTaskParts } from '@/features/tasks/lib/task-parts'
import '@/features/you/texts'
import { useFullscreen } from '../hooks/use-fullscreen'
import { useTimer } from '../hooks/use-room'
import { useWakeLock } from '../hooks/use-wake-lock'
import { TimerRing } from './timer-ring'

/** Nothing but the ring, as large as the screen, and what is being worked on. Its keys go on working; Escape leaves. */
export default function FocusView({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  const tasks = useTaskParts()
  const view = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = view.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  useFullscreen(onClose)
  useWakeLock(useTimer().status === 'running')

  return (
    <dialog
      ref={view}
      data-live-keys
      aria-label={t('keys.focus')}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      className="glow-bg fixed inset-0 m-0 size-full max-h-none max-w-none overflow-hidden border-0 p-0 text-ink"
    >
      <div className="grid size-full place-content-center justify-items-center gap-4 px-4">
        <TimerRing className="mt-[4dvh] w-[min(84vw,72dvh)]" />
        <div className="min-h-11">{tasks && <tasks.TasksHere />}</div>
      </div>
      <IconButton
        label={t('focusView.leave')}
        onClick={onClose}
        className="absolute top-[max(1rem,env(safe-area-inset-top))] right-4"
      >
        <Minimize2 className="size-5" aria-hidden />
      </IconButton>
    </dialog>
  )
}
