import type { Theme } from '@api/events'
import { useT } from './i18n/use-t'

/** The themes by the names that people see. */
export function useThemeNames(): Record<Theme, string> {
  const { t } = useT()
  return {
    tomato: t('theme.tomato'),
    lofi: t('theme.lofi'),
    matcha: t('theme.matcha'),
    sky: t('theme.sky'),
    midnight: t('theme.midnight'),
    forest: t('theme.forest'),
  }
}
