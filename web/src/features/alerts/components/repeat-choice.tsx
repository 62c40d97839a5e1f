import { useId } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { useRemembered } from '@/lib/remembered-value'
import { alertPreferences, changeAlerts, maxRepeats } from '../lib/preferences'

/** How often the sound plays, two seconds apart. */
export function RepeatChoice() {
  const { t } = useT()
  const { repeats } = useRemembered(alertPreferences)
  const name = useId()
  return (
    <fieldset className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
      <legend className="float-left font-bold text-ink">{t('alerts.times')}</legend>
      <span className="flex gap-1">
        {Array.from({ length: maxRepeats + 1 }, (_, again) => (
          <label
            key={again}
            className="relative grid size-11 cursor-pointer place-content-center rounded-full font-bold text-ink-2 hover:bg-surface-2 has-checked:bg-primary-soft has-checked:text-primary-ink has-focus-visible:outline-3 has-focus-visible:outline-primary"
          >
            <input
              type="radio"
              name={name}
              checked={repeats === again}
              onChange={() => changeAlerts({ repeats: again })}
              aria-label={t('alerts.timesCount', { count: again + 1 })}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            <span aria-hidden>{t('alerts.timesShort', { count: again + 1 })}</span>
          </label>
        ))}
      </span>
    </fieldset>
  )
}
