import { useState } from 'react'
import { Switch } from '@/features/rooms/components/switch'
import { useT } from '@/lib/i18n/use-t'
import { useRemembered } from '@/lib/remembered-value'
import { askForNotifications, notificationState } from '../lib/notification'
import { alertPreferences, changeAlerts } from '../lib/preferences'

/** Asks the browser for its permission when switched on, and says what to do where it was refused. */
export function NotificationSwitch() {
  const { t } = useT()
  const { notify } = useRemembered(alertPreferences)
  const [state, setState] = useState(notificationState)
  const hints = {
    default: t('alerts.notifyAsks'),
    granted: t('alerts.notifyHint'),
    denied: t('alerts.notifyDenied'),
    unsupported: t('alerts.notifyUnsupported'),
  }
  const turn = async (on: boolean) => {
    const now = on ? await askForNotifications() : state
    setState(now)
    changeAlerts({ notify: on && now === 'granted' })
  }
  return (
    <div className="border-t border-line">
      <Switch
        label={t('alerts.notify')}
        hint={hints[state]}
        checked={notify && state === 'granted'}
        onChange={(on) => void turn(on)}
      />
    </div>
  )
}
