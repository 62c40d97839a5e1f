import { useEffect, useRef } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { AlarmAudio } from '../lib/alarm-audio'
import { vibration } from '../lib/engine'
import { useNotices } from '../lib/notices'
import { showNotification } from '../lib/notification'
import { alertPreferences, type EndKind, type SoundName } from '../lib/preferences'

/** To hear and see what was chosen, whatever is muted or quiet now. */
export function useTryOut() {
  const { t } = useT()
  const audio = useRef<AlarmAudio>(undefined)
  const silence = useRef(() => {})
  useEffect(
    () => () => {
      audio.current?.close()
      audio.current = undefined
    },
    [],
  )

  function play(sound: SoundName, kind: EndKind, repeats: number) {
    silence.current()
    audio.current ??= new AlarmAudio(() => undefined)
    const { volume } = alertPreferences.get()
    silence.current = audio.current.play({ sound, kind, volume, repeats, at: performance.now() })
  }
  return {
    /** One sound, once. */
    listen: (sound: SoundName, kind: EndKind) => play(sound, kind, 0),
    /** The whole alert at the end of focus time. */
    alert() {
      const wanted = alertPreferences.get()
      play(wanted.focus.sound, 'focus', wanted.repeats)
      if (wanted.flash) useNotices.setState({ flash: { kind: 'focus' } })
      if (wanted.vibrate) navigator.vibrate?.(vibration)
      if (wanted.notify)
        void showNotification(t('alerts.test.title'), t('alerts.test.body'), 'pomopomo-test')
    },
  }
}
