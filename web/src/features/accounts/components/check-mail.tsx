import { useMutation } from '@tanstack/react-query'
import { useRef, useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { Problem } from '@/lib/api/problem'
import type { Language } from '@/lib/i18n/language'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { requestMail, verifyMail } from '../api/mail'
import { useGoOn } from '../hooks/use-go-on'
import { useSecondsUntil } from '../hooks/use-seconds-until'
import { useAccountProblemText } from '../lib/account-problem'
import { mailAsked, mailDone, type PendingMail } from '../lib/pending-mail'
import { DigitsInput, digitCount } from './digits-input'

interface CheckMailProps {
  mail: PendingMail
  onMailed: (mail: PendingMail) => void
  /** Back to another address. */
  onOther: () => void
}

/** The mail is on its way: its code goes in here, its link works in this browser too. */
export function CheckMail({ mail, onMailed, onOther }: CheckMailProps) {
  const { t, locale } = useT()
  const problemText = useAccountProblemText()
  const goOn = useGoOn()
  const input = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const seconds = useSecondsUntil(mail.againAt)

  const verifying = useMutation({
    mutationFn: (digits: string) => verifyMail({ code: digits }),
    onSuccess: ({ next }) => {
      mailDone()
      goOn(next)
    },
    onError: () => {
      setCode('')
      input.current?.focus()
    },
  })
  const again = useMutation({
    mutationFn: () => requestMail({ ...mail, language: locale as Language }),
    onSuccess: (retryAfterMs) => {
      verifying.reset()
      setCode('')
      onMailed(mailAsked(mail.email, mail.next, retryAfterMs))
      toast(t('signIn.mail.sentAgain'), 'success')
    },
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.length === digitCount) verifying.mutate(code)
    else input.current?.focus()
  }
  const codeText = (error: unknown) => {
    if (!(error instanceof Problem)) return problemText(error)
    if (error.code === 'gone') return t('signIn.mail.spent')
    if (error.reason !== 'wrong_code') return problemText(error)
    const left = Number(error.current.triesLeft)
    return left > 0 ? t('signIn.mail.wrong', { left }) : t('signIn.mail.spent')
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field
        label={t('signIn.mail.code')}
        hint={t('signIn.mail.hint')}
        error={verifying.error ? codeText(verifying.error) : undefined}
      >
        {(control) => (
          <DigitsInput
            {...control}
            ref={input}
            name="code"
            autoFocus
            disabled={verifying.isPending || verifying.isSuccess}
            value={code}
            onChange={setCode}
            onComplete={(digits) => verifying.mutate(digits)}
          />
        )}
      </Field>
      <Button type="submit" size="lg" busy={verifying.isPending || verifying.isSuccess}>
        {t('signIn.mail.submit')}
      </Button>
      <div className="flex flex-col items-center gap-1">
        <FormError>{again.error && problemText(again.error)}</FormError>
        <Button
          variant="ghost"
          className="tnum"
          disabled={seconds > 0}
          busy={again.isPending}
          onClick={() => again.mutate()}
        >
          {seconds > 0 ? t('signIn.mail.againIn', { seconds }) : t('signIn.mail.again')}
        </Button>
        <Button variant="ghost" onClick={onOther}>
          {t('signIn.mail.other')}
        </Button>
      </div>
    </form>
  )
}
