import { useId } from 'react'
import { ChoiceCard } from '@/components/ui/choice-card'
import { useT } from '@/lib/i18n/use-t'

interface RankingChoiceProps {
  /** Null while it is not answered: there is no default (L4). */
  value: boolean | null
  onChange: (listed: boolean) => void
  missing?: boolean
}

/** Whether others may see in the global ranking how long this person focuses. */
export function RankingChoice({ value, onChange, missing }: RankingChoiceProps) {
  const { t } = useT()
  const name = useId()
  const errorId = `${name}-error`
  return (
    <fieldset aria-describedby={missing ? errorId : undefined} className="min-w-0">
      <legend className="mb-1.5 text-sm font-bold">{t('signIn.ranking')}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <ChoiceCard
          name={name}
          checked={value === true}
          onChange={() => onChange(true)}
          title={t('signIn.ranking.yes')}
          text={t('signIn.ranking.yesText')}
        />
        <ChoiceCard
          name={name}
          checked={value === false}
          onChange={() => onChange(false)}
          title={t('signIn.ranking.no')}
          text={t('signIn.ranking.noText')}
        />
      </div>
      {missing && (
        <p id={errorId} role="alert" className="mt-1.5 text-sm font-bold text-danger">
          {t('signIn.ranking.missing')}
        </p>
      )}
    </fieldset>
  )
}
