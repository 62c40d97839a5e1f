import { useT } from '@/lib/i18n/use-t'
import type { Context } from '../lib/technical-context'

interface ContextChoiceProps {
  context: Context
  checked: boolean
  onChange: (checked: boolean) => void
}

/** Whether facts about browser and room go along, each shown before it is sent. */
export function ContextChoice({ context, checked, onChange }: ContextChoiceProps) {
  const { t } = useT()
  const facts = [
    { name: t('report.context.browser'), value: context.browser },
    { name: t('report.context.page'), value: context.page },
    { name: t('report.context.room'), value: context.roomCode },
    { name: t('report.context.connection'), value: context.connection },
  ]
  return (
    <div className="rounded-md bg-surface-2 px-4 py-3">
      <label className="flex min-h-11 cursor-pointer items-center gap-3 font-bold">
        <input
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          className="size-5 shrink-0 accent-primary"
        />
        {t('report.context')}
      </label>
      <dl className={checked ? 'mt-1 text-sm' : 'mt-1 text-sm line-through'}>
        {facts.map(
          ({ name, value }) =>
            value && (
              <div key={name} className="flex gap-2 py-0.5">
                <dt className="shrink-0 font-bold text-ink-2">{name}</dt>
                <dd className="min-w-0 wrap-anywhere text-ink-2">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </div>
  )
}
