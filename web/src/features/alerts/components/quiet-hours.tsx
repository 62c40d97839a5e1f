import { Switch } from '@/features/rooms/components/switch'
import { useT } from '@/lib/i18n/use-t'
import { useRemembered } from '@/lib/remembered-value'
import { alertPreferences, changeAlerts } from '../lib/preferences'

/** A part of the day without sound, vibration and notifications. */
export function QuietHours() {
  const { t } = useT()
  const { quiet } = useRemembered(alertPreferences)
  const change = (changed: Partial<typeof quiet>) =>
    changeAlerts({ quiet: { ...alertPreferences.get().quiet, ...changed } })
  return (
    <div className="border-t border-line">
      <Switch
        label={t('alerts.quiet')}
        hint={t('alerts.quietHint')}
        checked={quiet.on}
        onChange={(on) => change({ on })}
      />
      {quiet.on && (
        <div className="flex flex-wrap items-center gap-3 pb-2">
          <TimeField
            label={t('alerts.quietFrom')}
            value={quiet.from}
            onChange={(from) => change({ from })}
          />
          <TimeField
            label={t('alerts.quietTo')}
            value={quiet.to}
            onChange={(to) => change({ to })}
          />
        </div>
      )}
    </div>
  )
}

interface TimeFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
}

function TimeField({ label, value, onChange }: TimeFieldProps) {
  return (
    <label className="flex items-center gap-2 font-semibold text-ink-2">
      {label}
      <input
        type="time"
        required
        value={value}
        // Empty while it is half typed.
        onChange={(event) => event.target.value && onChange(event.target.value)}
        className="min-h-11 rounded-md border border-line-strong bg-surface px-3 text-ink"
      />
    </label>
  )
}
