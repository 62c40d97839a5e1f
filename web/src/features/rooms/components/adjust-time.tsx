import { ClockPlus } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { Popover } from '@/components/ui/popover'
import { useT } from '@/lib/i18n/use-t'
import { useRoomActions } from '../hooks/use-room'

const steps = [-5, -1, 1, 5]

/** Minutes more or less for the running segment; stays open so that several can be tapped. */
export function AdjustTime({ disabled }: { disabled: boolean }) {
  const { t } = useT()
  const actions = useRoomActions()
  const label = (minutes: number) =>
    minutes < 0 ? t('room.adjust.less', { minutes: -minutes }) : t('room.adjust.more', { minutes })
  return (
    <Popover
      label={t('room.adjust')}
      trigger={(trigger) => (
        <IconButton {...trigger} label={t('room.adjust')} variant="outline" disabled={disabled}>
          <ClockPlus className="size-5" aria-hidden />
        </IconButton>
      )}
    >
      <div className="flex gap-1">
        {steps.map((minutes) => (
          <button
            key={minutes}
            type="button"
            aria-label={label(minutes)}
            onClick={() => void actions.adjust(minutes * 60)}
            className="tnum min-h-11 min-w-13 rounded-md px-2 font-bold text-ink hover:bg-surface-2"
          >
            {minutes < 0 ? '−' : '+'}
            {Math.abs(minutes)}
          </button>
        ))}
      </div>
      <p className="px-2 pt-1 text-center text-xs font-semibold text-ink-3">
        {t('room.adjust.unit')}
      </p>
    </Popover>
  )
}
