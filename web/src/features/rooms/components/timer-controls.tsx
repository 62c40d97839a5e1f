import { Pause, Play, RotateCcw, SkipForward } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { useT } from '@/lib/i18n/use-t'
import { useRoomActions, useSegments, useTimer } from '../hooks/use-room'
import { AdjustTime } from './adjust-time'

/** The host's row under the ring. Its width and height are the same in every state. */
export function TimerControls() {
  const { t } = useT()
  const timer = useTimer()
  const actions = useRoomActions()
  const isEmpty = useSegments().length === 0
  const { status } = timer
  const underWay = status === 'running' || status === 'paused'
  return (
    <div
      className="flex items-center justify-center gap-3"
      role="group"
      aria-label={t('room.controls')}
    >
      <AdjustTime disabled={!underWay} />
      <MainButton />
      <IconButton
        label={t('room.skip')}
        variant="outline"
        disabled={isEmpty || status === 'ended'}
        onClick={() => void actions.skip()}
      >
        <SkipForward className="size-5" aria-hidden />
      </IconButton>
    </div>
  )
}

function MainButton() {
  const { t } = useT()
  const { status } = useTimer()
  const actions = useRoomActions()
  const isEmpty = useSegments().length === 0
  const look = 'min-w-38'
  const icon = 'size-5 fill-current'
  if (status === 'running') {
    return (
      <Button size="lg" className={look} onClick={() => void actions.pause()}>
        <Pause className={icon} strokeWidth={0} aria-hidden />
        {t('room.pause')}
      </Button>
    )
  }
  if (status === 'ended') {
    return (
      <Button size="lg" className={look} onClick={() => void actions.restart()}>
        <RotateCcw className="size-5" aria-hidden />
        {t('room.restart')}
      </Button>
    )
  }
  return (
    <Button size="lg" className={look} disabled={isEmpty} onClick={() => void actions.play()}>
      <Play className={icon} aria-hidden />
      {status === 'paused' ? t('room.resume') : t('room.start')}
    </Button>
  )
}
