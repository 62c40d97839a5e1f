import { ThemeSwatches } from '@/components/ui/theme-swatches'
import { Switch } from '@/features/rooms/components/switch'
import { useT } from '@/lib/i18n/use-t'
import { chooseTheme, followRoomThemes, useOwnThemeWins, useShownTheme } from '@/lib/themes'

/** How rooms look to this person: each with its own theme, or all in the one they like. */
export function ThemeChoice({ named = false }: { named?: boolean }) {
  const { t } = useT()
  const ownWins = useOwnThemeWins()
  const shown = useShownTheme()
  return (
    <div>
      <Switch
        label={t('room.look.follow')}
        checked={!ownWins}
        onChange={(follow) => (follow ? followRoomThemes() : chooseTheme(shown))}
      />
      <ThemeSwatches
        named={named}
        hideLegend={!named}
        legend={t('room.look.own')}
        value={ownWins ? shown : null}
        onChange={chooseTheme}
      />
    </div>
  )
}
