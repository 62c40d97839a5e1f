import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { SitePage } from '@/components/layout/site-page'
import { TomatoCard } from '@/components/layout/tomato-card'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { FormError } from '@/components/ui/form-error'
import { Problem } from '@/lib/api/problem'
import { useT } from '@/lib/i18n/use-t'
import { usePageTitle } from '@/lib/use-page-title'
import { verifyMail } from '../api/mail'
import { useGoOn } from '../hooks/use-go-on'
import { useLinkToken } from '../hooks/use-link-token'
import { useAccountProblemText } from '../lib/account-problem'
import { mailDone } from '../lib/pending-mail'
import '../texts'

/**
 * Behind the link in the mail. Opening it changes nothing, as programs that look through mails open links too (AU1):
 * the one button signs in.
 */
export function MailLinkPage() {
  const { t } = useT()
  const token = useLinkToken()
  const problemText = useAccountProblemText()
  const goOn = useGoOn()
  usePageTitle(t('signIn.pageTitle'))
  const verifying = useMutation({
    mutationFn: () => verifyMail({ token }),
    onSuccess: ({ next }) => {
      mailDone()
      goOn(next)
    },
  })
  const problem = verifying.error instanceof Problem ? verifying.error : null

  if (problem?.reason === 'other_browser') return <OtherBrowser />
  if (
    !token ||
    problem?.code === 'gone' ||
    problem?.code === 'not_found' ||
    problem?.code === 'invalid'
  )
    return <SpentLink used={problem?.reason === 'link_used'} />
  return (
    <SitePage>
      <TomatoCard title={t('signIn.link.title')} lead={t('signIn.link.lead')} mood="happy">
        <FormError>{verifying.error && problemText(verifying.error)}</FormError>
        <Button
          size="lg"
          autoFocus
          className="w-full"
          busy={verifying.isPending || verifying.isSuccess}
          onClick={() => verifying.mutate()}
        >
          {t('signIn.link.submit')}
        </Button>
      </TomatoCard>
    </SitePage>
  )
}

/** The link is bound to the browser that asked; the code is how the two find together (AU4). */
function OtherBrowser() {
  const { t } = useT()
  return (
    <SitePage>
      <TomatoCard title={t('signIn.link.other')} lead={t('signIn.link.otherText')} mood="focus">
        <ol className="mb-6 flex list-decimal flex-col gap-2 pl-6 marker:font-extrabold marker:text-primary-ink">
          <li>{t('signIn.link.otherFirst')}</li>
          <li>{t('signIn.link.otherSecond')}</li>
        </ol>
        <Link to="/sign-in" className={`${buttonClass('outline', 'lg')} w-full`}>
          {t('signIn.link.here')}
        </Link>
      </TomatoCard>
    </SitePage>
  )
}

function SpentLink({ used }: { used: boolean }) {
  const { t } = useT()
  return (
    <SitePage>
      <TomatoCard
        title={used ? t('signIn.link.used') : t('signIn.link.expired')}
        lead={t('signIn.link.spentText')}
        mood="sleepy"
      >
        <div className="flex flex-col gap-3">
          <Link to="/sign-in" className={buttonClass('primary', 'lg')}>
            {t('signIn.link.ask')}
          </Link>
          <Link to="/" className={buttonClass('ghost')}>
            {t('ui.goHome')}
          </Link>
        </div>
      </TomatoCard>
    </SitePage>
  )
}
