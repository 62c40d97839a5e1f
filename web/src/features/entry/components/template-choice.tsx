import type { Template } from '@api/events'
import { intervals } from '@/features/you/lib/intervals'
import { useT } from '@/lib/i18n/use-t'
import { useRemembered } from '@/lib/remembered-value'
import { lengthOf, segmentsOf, templates } from '../lib/templates'
import { ChoiceCard } from '@/components/ui/choice-card'
import { QueueStrip } from './queue-strip'

interface TemplateChoiceProps {
  value: Template
  onChange: (template: Template) => void
}

/** What the queue starts with, each template drawn to scale. */
export function TemplateChoice({ value, onChange }: TemplateChoiceProps) {
  const { t } = useT()
  const times = useRemembered(intervals)
  const names: Record<Template, string> = {
    classic: t('create.template.classic'),
    fifty_ten: t('create.template.fiftyTen'),
    sprint: t('create.template.sprint'),
    empty: t('create.template.empty'),
  }
  const plans: Record<Template, string> = {
    classic: t('create.template.classicPlan', { focus: times.focus, rest: times.break }),
    fifty_ten: t('create.template.fiftyTenPlan'),
    sprint: t('create.template.sprintPlan'),
    empty: t('create.template.emptyPlan'),
  }
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-bold">{t('create.template')}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {templates.map((template) => (
          <ChoiceCard
            key={template}
            name="template"
            checked={value === template}
            onChange={() => onChange(template)}
            title={names[template]}
            aside={
              template === 'empty' ? null : t('create.template.length', lengthOf(template, times))
            }
            text={plans[template]}
          >
            <QueueStrip segments={segmentsOf(template, times)} className="mt-2.5" />
          </ChoiceCard>
        ))}
      </div>
    </fieldset>
  )
}
