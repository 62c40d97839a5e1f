import { useMutation } from '@tanstack/react-query'
import { Mail } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { FormError } from '@/components/ui/form-error'
import type { Language } from '@/lib/i18n/language'
import { useT } from '@/lib/i18n/use-t'
import { requestMail } from '../api/mail'
import { useAccountProblemText } from '../lib/account-problem'
import { emailFault, type EmailFault } from '../lib/email'
import { mailAsked, type PendingMail } from '../lib/pending-mail'
import { EmailField } from './email-field'

interface MailFormProps {
  email: string
  onEmail: (email: string) => void
  next: string
  onMailed: (mail: PendingMail) => void
}

/** The way in for everybody: an address, and a mail goes there. */
export function MailForm({ email, onEmail, next, onMailed }: MailFormProps) {
  const { t, locale } = useT()
  const problemText = useAccountProblemText()
  const [fault, setFault] = useState<EmailFault | null>(null)
  const asking = useMutation({
    mutationFn: (to: string) => requestMail({ email: to, next, language: locale as Language }),
    onSuccess: (retryAfterMs, to) => onMailed(mailAsked(to, next, retryAfterMs)),
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = emailFault(email)
    setFault(found)
    if (!found) asking.mutate(email.trim())
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <EmailField
        value={email}
        fault={fault}
        autoFocus
        onChange={(typed) => {
          onEmail(typed)
          if (fault) setFault(emailFault(typed))
        }}
      />
      <div className="flex flex-col">
        <FormError>{asking.error && problemText(asking.error)}</FormError>
        <Button type="submit" size="lg" busy={asking.isPending}>
          <Mail className="size-5" aria-hidden />
          {t('signIn.send')}
        </Button>
      </div>
    </form>
  )
}
