import { BellRing } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Switch } from '@/features/rooms/components/switch'
import { useT } from '@/lib/i18n/use-t'
import { useRemembered } from '@/lib/remembered-value'
import { useTryOut } from '../hooks/use-try-out'
import { alertPreferences, changeAlerts } from '../lib/preferences'
import '../texts'
import { EndAlertRow } from './end-alert-row'
import { NotificationSwitch } from './notification-switch'
import { QuietHours } from './quiet-hours'
import { RepeatChoice } from './repeat-choice'
import { VolumeSlider } from './volume-slider'

/** How the ends of segments make themselves known to this person. */
export function AlertSettings() {
  const { t } = useT()
  const wanted = useRemembered(alertPreferences)
  const tryOut = useTryOut()
  return (
    <div className="flex flex-col">
      <Switch
        label={t('alerts.sounds')}
        hint={t('alerts.soundsHint')}
        checked={!wanted.muted}
        onChange={(on) => changeAlerts({ muted: !on })}
      />
      <VolumeSlider onDone={() => tryOut.listen(wanted.focus.sound, 'focus')} />
      <RepeatChoice />
      <EndAlertRow
        kind="focus"
        label={t('alerts.focusEnd')}
        onListen={(sound) => tryOut.listen(sound, 'focus')}
      />
      <EndAlertRow
        kind="break"
        label={t('alerts.breakEnd')}
        onListen={(sound) => tryOut.listen(sound, 'break')}
      />
      <NotificationSwitch />
      <Switch
        label={t('alerts.flash')}
        hint={t('alerts.flashHint')}
        checked={wanted.flash}
        onChange={(flash) => changeAlerts({ flash })}
      />
      {'vibrate' in navigator && (
        <Switch
          label={t('alerts.vibrate')}
          hint={t('alerts.vibrateHint')}
          checked={wanted.vibrate}
          onChange={(vibrate) => changeAlerts({ vibrate })}
        />
      )}
      <Switch
        label={t('alerts.title')}
        hint={t('alerts.titleHint')}
        checked={wanted.title}
        onChange={(title) => changeAlerts({ title })}
      />
      <QuietHours />
      <Button variant="soft" className="mt-4 self-start" onClick={tryOut.alert}>
        <BellRing className="size-4.5" aria-hidden />
        {t('alerts.test')}
      </Button>
    </div>
  )
}
