import type { Visibility } from '@api/events'
import { Globe, Link2 } from 'lucide-react'
import { useT } from '@/lib/i18n/use-t'
import { ChoiceCard } from '@/components/ui/choice-card'

interface VisibilityChoiceProps {
  value: Visibility
  onChange: (visibility: Visibility) => void
}

/** Who can find the room. */
export function VisibilityChoice({ value, onChange }: VisibilityChoiceProps) {
  const { t } = useT()
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-bold">{t('create.visibility')}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        <ChoiceCard
          name="visibility"
          checked={value === 'link'}
          onChange={() => onChange('link')}
          icon={<Link2 className="size-4.5" aria-hidden />}
          title={t('create.visibility.link')}
          text={t('create.visibility.linkText')}
        />
        <ChoiceCard
          name="visibility"
          checked={value === 'public'}
          onChange={() => onChange('public')}
          icon={<Globe className="size-4.5" aria-hidden />}
          title={t('create.visibility.public')}
          text={t('create.visibility.publicText')}
        />
      </div>
    </fieldset>
  )
}
