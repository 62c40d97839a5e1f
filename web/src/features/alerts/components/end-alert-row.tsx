import { Play } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { Switch } from '@/features/rooms/components/switch'
import { useT } from '@/lib/i18n/use-t'
import { useRemembered } from '@/lib/remembered-value'
import {
  alertPreferences,
  changeAlerts,
  soundNames,
  type EndKind,
  type SoundName,
} from '../lib/preferences'

interface EndAlertRowProps {
  kind: EndKind
  label: string
  onListen: (sound: SoundName) => void
}

/** Whether this kind of end alerts at all, and with which sound. */
export function EndAlertRow({ kind, label, onListen }: EndAlertRowProps) {
  const { t } = useT()
  const end = useRemembered(alertPreferences)[kind]
  const names: Record<SoundName, string> = {
    chime: t('alerts.sound.chime'),
    bell: t('alerts.sound.bell'),
    wood: t('alerts.sound.wood'),
    marimba: t('alerts.sound.marimba'),
    synth: t('alerts.sound.synth'),
  }
  return (
    <div className="border-t border-line py-1">
      <Switch
        label={label}
        checked={end.on}
        onChange={(on) => changeAlerts({ [kind]: { ...end, on } })}
      />
      {end.on && (
        <div className="flex items-center gap-2 pb-2">
          <select
            aria-label={t('alerts.soundOf', { end: label })}
            value={end.sound}
            onChange={(event) => {
              const sound = event.target.value as SoundName
              changeAlerts({ [kind]: { ...end, sound } })
              onListen(sound)
            }}
            className="min-h-11 min-w-0 flex-1 cursor-pointer rounded-md border border-line-strong bg-surface px-3 font-semibold text-ink [&>option]:bg-surface [&>option]:text-ink"
          >
            {soundNames.map((sound) => (
              <option key={sound} value={sound}>
                {names[sound]}
              </option>
            ))}
          </select>
          <IconButton
            label={t('alerts.listen', { sound: names[end.sound] })}
            variant="outline"
            onClick={() => onListen(end.sound)}
          >
            <Play className="size-4.5" aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  )
}
