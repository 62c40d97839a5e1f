import { Volume2, VolumeX } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { useT } from '@/lib/i18n/use-t'
import { useRemembered } from '@/lib/remembered-value'
import { useNotices } from '../lib/notices'
import { alertPreferences, changeAlerts } from '../lib/preferences'

/** All sounds on or off, with one tap. A dot says that the browser still waits for a touch. */
export function MuteButton() {
  const { t } = useT()
  const { muted } = useRemembered(alertPreferences)
  const locked = useNotices((notices) => notices.locked) && !muted
  return (
    <IconButton
      label={t('room.mute')}
      title={muted ? t('room.mute.off') : t('room.mute.on')}
      aria-pressed={muted}
      className="relative"
      onClick={() => changeAlerts({ muted: !muted })}
    >
      {muted ? (
        <VolumeX className="size-5" aria-hidden />
      ) : (
        <Volume2 className="size-5" aria-hidden />
      )}
      {locked && (
        <span
          aria-hidden
          className="absolute top-2 right-2 size-2.5 rounded-full border-2 border-bg bg-warning"
        />
      )}
    </IconButton>
  )
}
