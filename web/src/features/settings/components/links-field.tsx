import { Plus, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { TextInput } from '@/components/ui/text-input'
import { useT } from '@/lib/i18n/use-t'
import { maxLinks } from '../lib/links'

interface LinksFieldProps {
  links: readonly string[]
  onChange: (links: readonly string[]) => void
  /** What the server refused, by field: `links[0]`. */
  refused: Readonly<Record<string, string>>
}

/** Up to five addresses of pages elsewhere. */
export function LinksField({ links, onChange, refused }: LinksFieldProps) {
  const { t } = useT()
  const hasFault = Object.keys(refused).some((field) => field.startsWith('links'))
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-bold">
        {t('settings.links')}
        <span className="ml-1.5 font-semibold text-ink-3">{t('ui.optional')}</span>
      </legend>
      <ul className="flex flex-col gap-2">
        {links.map((link, at) => (
          <li key={at} className="flex items-center gap-2">
            <TextInput
              type="url"
              inputMode="url"
              autoCapitalize="none"
              spellCheck={false}
              aria-label={t('settings.link', { number: at + 1 })}
              aria-invalid={`links[${at}]` in refused || undefined}
              placeholder={t('settings.linkExample')}
              value={link}
              onChange={(event) => onChange(links.with(at, event.target.value))}
            />
            <IconButton
              label={t('settings.linkRemove', { number: at + 1 })}
              onClick={() => onChange(links.toSpliced(at, 1))}
            >
              <X className="size-5" aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <p role="alert" className="text-sm font-bold text-danger empty:hidden">
        {hasFault && t('settings.linksFault')}
      </p>
      {links.length < maxLinks && (
        <Button variant="soft" className="mt-2" onClick={() => onChange([...links, ''])}>
          <Plus className="size-4.5" aria-hidden />
          {t('settings.linkAdd')}
        </Button>
      )}
    </fieldset>
  )
}
