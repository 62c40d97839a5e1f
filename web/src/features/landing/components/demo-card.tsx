import { Pause, Play, Sparkles } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { IconButton } from '@/components/ui/icon-button'
import { Tomato } from '@/components/ui/tomato'
import { QueueStrip } from '@/features/entry/components/queue-strip'
import { segmentsOf } from '@/features/entry/lib/templates'
import { RoundDots } from '@/features/rooms/components/round-dots'
import { TimerRing } from '@/features/rooms/components/timer-ring'
import { RoomContext } from '@/features/rooms/hooks/use-room'
import { useT } from '@/lib/i18n/use-t'
import { useDemoRoom } from '../hooks/use-demo-room'

/** What a room looks like: the real ring, counting for nobody. Assistive technology gets one sentence instead. */
export function DemoCard() {
  const { t } = useT()
  const { session, running, toggle } = useDemoRoom(t('landing.demo.segment'))
  return (
    <div className="relative mx-auto w-full max-w-[30rem]">
      <Card className="px-6 pt-14 pb-8 shadow-3 sm:px-9">
        <p className="sr-only">{t('landing.demo.description')}</p>
        <RoomContext value={session}>
          <div aria-hidden>
            <TimerRing className="mx-auto w-full max-w-[20.5rem]" />
          </div>
          <div className="mt-8 flex items-center gap-4 rounded-lg bg-surface-2 py-3 pr-4 pl-5 sm:mr-16">
            <div aria-hidden className="min-w-0 flex-1">
              <RoundDots />
              <QueueStrip segments={segmentsOf('classic')} className="mt-1.5 h-2" />
            </div>
            <IconButton
              variant="outline"
              label={running ? t('landing.demo.pause') : t('landing.demo.play')}
              onClick={toggle}
            >
              {running ? <Pause className="size-5" /> : <Play className="size-5" />}
            </IconButton>
          </div>
        </RoomContext>
      </Card>
      <p
        aria-hidden
        className="absolute -top-3.5 left-5 flex items-center gap-2 rounded-full border border-line bg-surface px-4 py-2 text-sm font-bold shadow-2 lg:-left-8"
      >
        {t('landing.demo.badge')}
        <Sparkles className="size-4 text-primary-ink" />
      </p>
      <Tomato
        size={84}
        mood="sleepy"
        className="anim-float absolute -bottom-9 -left-4 max-sm:hidden lg:-left-11"
      />
      <Tomato
        size={128}
        mood="party"
        className="anim-bob absolute -right-2 -bottom-16 max-sm:size-24 sm:-bottom-12 lg:-right-10"
      />
    </div>
  )
}
