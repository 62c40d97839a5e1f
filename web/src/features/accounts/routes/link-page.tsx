import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { SitePage } from '@/components/layout/site-page'
import { TomatoCard } from '@/components/layout/tomato-card'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { FormError } from '@/components/ui/form-error'
import { Skeleton } from '@/components/ui/skeleton'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { usePageTitle } from '@/lib/use-page-title'
import { useSession } from '@/lib/use-session'
import { confirmLink, linkQuery } from '../api/link'
import { CheckMail } from '../components/check-mail'
import { MailForm } from '../components/mail-form'
import { useGoOn } from '../hooks/use-go-on'
import { useAccountProblemText } from '../lib/account-problem'
import { mailDone, pendingMail } from '../lib/pending-mail'
import { providerNames } from '../lib/provider-names'
import '../texts'

/**
 * A provider vouches for an address that already has an account here: whoever proves once more, by mail, that the
 * account is theirs, may come by that provider from then on (OA9).
 */
export function LinkPage() {
  const { t } = useT()
  const { session } = useSession()
  const link = useQuery(linkQuery)
  usePageTitle(t('signIn.pageTitle'))

  if (link.isError) return <NothingToLink />
  if (!link.data || !session) {
    return (
      <SitePage>
        <TomatoCard title={t('signIn.pageTitle')} mood="happy">
          <Skeleton className="h-40" />
        </TomatoCard>
      </SitePage>
    )
  }
  const { provider, email, next } = link.data
  const name = providerNames[provider]
  return session.kind === 'user' ? (
    <Confirm provider={name} next={next} />
  ) : (
    <Prove provider={name} knownEmail={email} />
  )
}

function Prove({ provider, knownEmail }: { provider: string; knownEmail: string }) {
  const { t } = useT()
  const [mail, setMail] = useState(pendingMail)
  const [email, setEmail] = useState(knownEmail)
  const other = () => {
    mailDone()
    setMail(null)
  }
  return (
    <SitePage>
      <TomatoCard
        title={mail ? t('signIn.mail.title') : t('signIn.linking.title')}
        lead={t('signIn.linking.prove', { provider, email: knownEmail })}
        mood="happy"
      >
        {mail ? (
          <CheckMail mail={mail} onMailed={setMail} onOther={other} />
        ) : (
          <MailForm email={email} onEmail={setEmail} next="/sign-in/link" onMailed={setMail} />
        )}
      </TomatoCard>
    </SitePage>
  )
}

function Confirm({ provider, next }: { provider: string; next: string }) {
  const { t } = useT()
  const problemText = useAccountProblemText()
  const goOn = useGoOn()
  const confirming = useMutation({
    mutationFn: confirmLink,
    onSuccess: () => {
      toast(t('signIn.linking.done', { provider }), 'success')
      goOn(next)
    },
  })
  return (
    <SitePage>
      <TomatoCard
        title={t('signIn.linking.title')}
        lead={t('signIn.linking.confirm', { provider })}
        mood="party"
      >
        <FormError>{confirming.error && problemText(confirming.error)}</FormError>
        <div className="flex flex-col gap-3">
          <Button
            size="lg"
            busy={confirming.isPending || confirming.isSuccess}
            onClick={() => confirming.mutate()}
          >
            {t('signIn.linking.submit', { provider })}
          </Button>
          <Button variant="ghost" onClick={() => goOn(next)}>
            {t('signIn.linking.skip')}
          </Button>
        </div>
      </TomatoCard>
    </SitePage>
  )
}

function NothingToLink() {
  const { t } = useT()
  return (
    <SitePage>
      <TomatoCard
        title={t('signIn.linking.nothing')}
        lead={t('signIn.linking.nothingText')}
        mood="sleepy"
      >
        <Link to="/sign-in" className={`${buttonClass('primary', 'lg')} w-full`}>
          {t('signIn.pageTitle')}
        </Link>
      </TomatoCard>
    </SitePage>
  )
}
