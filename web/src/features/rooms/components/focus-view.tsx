import { Minimize2 } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { useT } from '@/lib/i18n/use-t'
import '@/features/you/texts'
import { useFullscreen } from '../hooks/use-fullscreen'
import { useTimer } from '../hooks/use-room'
import { useWakeLock } from '../hooks/use-wake-lock'
import { TimerRing } from './timer-ring'

/** Nothing but the ring, as large as the screen. Its keys go on working; Escape leaves. */
export default function FocusView({ onClose }: { onClose: () => void }) {
  const { t } = useT()
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
      <div className="grid size-full place-content-center">
        <TimerRing className="mt-[4dvh] w-[min(84vw,78dvh)]" />
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
