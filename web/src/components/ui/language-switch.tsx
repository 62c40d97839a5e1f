import { Languages } from 'lucide-react'
import { cn } from '@/lib/cn'
import { chooseLanguage, languages, type Language } from '@/lib/i18n/language'
import { useT } from '@/lib/i18n/use-t'

/** Each language by its own name. */
const names: Record<Language, string> = { en: 'English', pt: 'Português' }

/** The page's language; the choice is remembered. `compact`: on phones only the sign, without the name. */
export function LanguageSwitch({ compact }: { compact?: boolean }) {
  const { t, locale } = useT()
  return (
    <label
      className={cn(
        'relative inline-flex min-h-11 items-center gap-2 rounded-full pl-3 text-sm font-bold text-ink-2 hover:bg-surface-2 has-focus-visible:outline-3 has-focus-visible:outline-primary',
        compact && 'max-sm:w-11',
      )}
    >
      <Languages className="size-4.5" aria-hidden />
      <select
        aria-label={t('ui.language')}
        value={locale}
        onChange={(event) => void chooseLanguage(event.target.value as Language)}
        className={cn(
          'field-sizing-content min-h-11 cursor-pointer appearance-none rounded-full bg-transparent pr-3 outline-none [&>option]:bg-surface [&>option]:text-ink',
          compact && 'max-sm:absolute max-sm:inset-0 max-sm:w-full max-sm:opacity-0',
        )}
      >
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {names[language]}
          </option>
        ))}
      </select>
    </label>
  )
}
