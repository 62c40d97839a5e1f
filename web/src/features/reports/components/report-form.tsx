import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { TextArea } from '@/components/ui/text-area'
import { TextInput } from '@/components/ui/text-input'
import { Tomato } from '@/components/ui/tomato'
import { useProblemText } from '@/lib/api/use-problem-text'
import { useT } from '@/lib/i18n/use-t'
import { sendReport } from '../api/send-report'
import { technicalContext, type Where } from '../lib/technical-context'
import { ContextChoice } from './context-choice'
import '../texts'

const max = { subject: 120, text: 4_000, name: 50 }
const empty = { subject: '', text: '', name: '' }

/** What went wrong, in somebody's words. */
export function ReportForm({ where }: { where: Where }) {
  const { t } = useT()
  const problemText = useProblemText()
  const [draft, setDraft] = useState(empty)
  const [withContext, setWithContext] = useState(true)
  const [missing, setMissing] = useState(false)
  const [context] = useState(() => technicalContext(where))
  const sending = useMutation({ mutationFn: sendReport })
  const set = (change: Partial<typeof empty>) => setDraft((before) => ({ ...before, ...change }))

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [subject, text, name] = [draft.subject.trim(), draft.text.trim(), draft.name.trim()]
    setMissing(text === '')
    if (text === '') return
    sending.mutate({
      text,
      ...(subject && { subject }),
      ...(name && { name }),
      ...(withContext && { context }),
    })
  }
  if (sending.isSuccess) {
    const again = () => {
      setDraft({ ...empty, name: draft.name })
      sending.reset()
    }
    return <Thanks onAgain={again} />
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field label={t('report.subject')} note={t('ui.optional')}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={max.subject}
            value={draft.subject}
            placeholder={t('report.subjectExample')}
            onChange={(event) => set({ subject: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('report.text')} error={missing ? t('report.textMissing') : undefined}>
        {(control) => (
          <TextArea
            {...control}
            required
            rows={6}
            maxLength={max.text}
            value={draft.text}
            placeholder={t('report.textExample')}
            onChange={(event) => set({ text: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('guest.name')} note={t('ui.optional')} hint={t('report.nameHint')}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={max.name}
            autoComplete="nickname"
            value={draft.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <ContextChoice context={context} checked={withContext} onChange={setWithContext} />
      <FormError>{sending.error && problemText(sending.error)}</FormError>
      <Button type="submit" size="lg" busy={sending.isPending}>
        {t('report.send')}
      </Button>
    </form>
  )
}

function Thanks({ onAgain }: { onAgain: () => void }) {
  const { t } = useT()
  return (
    <div role="status" className="flex flex-col items-center gap-3 py-4 text-center">
      <Tomato size={88} mood="happy" />
      <p className="text-2xl font-extrabold">{t('report.thanks')}</p>
      <p className="text-ink-2">{t('report.thanksText')}</p>
      <Button variant="outline" autoFocus onClick={onAgain}>
        {t('report.another')}
      </Button>
    </div>
  )
}
