import { useEffect, useState } from 'react'
import { SitePage } from '@/components/layout/site-page'
import { TomatoCard } from '@/components/layout/tomato-card'
import { FormError } from '@/components/ui/form-error'
import { RichText } from '@/lib/i18n/rich-text'
import { useT } from '@/lib/i18n/use-t'
import { usePageTitle } from '@/lib/use-page-title'
import { useSession } from '@/lib/use-session'
import type { Providers } from '../api/providers'
import { CheckMail } from '../components/check-mail'
import { MailForm } from '../components/mail-form'
import { ProviderButtons } from '../components/provider-buttons'
import { useGoOn } from '../hooks/use-go-on'
import { nextPath } from '../lib/next-path'
import { mailDone, pendingMail } from '../lib/pending-mail'
import { useProviderProblem } from '../lib/provider-problem'
import '../texts'

interface SignInPageProps {
  /** Where to go afterwards. */
  next: string | undefined
  /** Why a provider sent the person back here. */
  problem: string | undefined
  providers: Providers
}

/** One card for signing in and for signing up: whoever proves an address is in. */
export function SignInPage({ next, problem, providers }: SignInPageProps) {
  const { t } = useT()
  const { session } = useSession()
  const goOn = useGoOn()
  const providerProblem = useProviderProblem()
  const [mail, setMail] = useState(pendingMail)
  const [email, setEmail] = useState(mail?.email ?? '')
  const path = nextPath(next)
  usePageTitle(mail ? t('signIn.mail.title') : t('signIn.pageTitle'))

  // Already, or just now by the link of the mail in another tab.
  const isSignedIn = session?.kind === 'user'
  useEffect(() => {
    if (isSignedIn) goOn(path)
  }, [isSignedIn, path, goOn])

  if (mail) {
    const lead = (
      <RichText
        id="signIn.mail.lead"
        values={{ email: mail.email }}
        components={{ 0: <strong className="font-bold wrap-anywhere text-ink" /> }}
      />
    )
    const other = () => {
      mailDone()
      setMail(null)
    }
    return (
      <SitePage>
        <TomatoCard title={t('signIn.mail.title')} lead={lead} mood="happy">
          <CheckMail mail={mail} onMailed={setMail} onOther={other} />
        </TomatoCard>
      </SitePage>
    )
  }
  return (
    <SitePage>
      <TomatoCard title={t('signIn.title')} lead={t('signIn.lead')} mood="sleepy">
        <FormError>{problem ? providerProblem(problem) : null}</FormError>
        <ProviderButtons providers={providers.items.map(({ id }) => id)} next={path} />
        <MailForm email={email} onEmail={setEmail} next={path} onMailed={setMail} />
      </TomatoCard>
    </SitePage>
  )
}
