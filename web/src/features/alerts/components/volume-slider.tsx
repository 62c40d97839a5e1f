import { useId } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { useRemembered } from '@/lib/remembered-value'
import { alertPreferences, changeAlerts } from '../lib/preferences'

/** How loud; `onDone` is called when the person lets it go, to hear the result. */
export function VolumeSlider({ onDone }: { onDone: () => void }) {
  const { t } = useT()
  const { volume } = useRemembered(alertPreferences)
  const id = useId()
  const percent = Math.round(volume * 100)
  return (
    <div className="flex min-h-14 items-center gap-4 py-1">
      <label htmlFor={id} className="font-bold text-ink">
        {t('alerts.volume')}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={5}
        value={percent}
        aria-valuetext={t('alerts.percent', { percent })}
        onChange={(event) => changeAlerts({ volume: Number(event.target.value) / 100 })}
        onPointerUp={onDone}
        onKeyUp={onDone}
        className="h-11 min-w-0 flex-1 cursor-pointer accent-primary"
      />
      <span aria-hidden className="tnum w-12 text-right text-sm font-bold text-ink-2">
        {t('alerts.percent', { percent })}
      </span>
    </div>
  )
}
