import { useEffect } from 'react'
import { SitePage } from '@/components/layout/site-page'
import { TomatoCard } from '@/components/layout/tomato-card'
import { Skeleton } from '@/components/ui/skeleton'
import { useT } from '@/lib/i18n/use-t'
import { usePageTitle } from '@/lib/use-page-title'
import { CompleteForm } from '../components/complete-form'
import { useGoOn } from '../hooks/use-go-on'
import { useSignedIn } from '../hooks/use-signed-in'
import '../texts'

/** After the first sign-in; `next` says where to go then. */
export function CompletePage({ next }: { next: string | undefined }) {
  const { t } = useT()
  const { user } = useSignedIn()
  const goOn = useGoOn()
  usePageTitle(t('signIn.complete.title'))
  const isComplete = user?.isComplete === true
  useEffect(() => {
    if (isComplete) goOn(next)
  }, [isComplete, next, goOn])
  return (
    <SitePage>
      <TomatoCard
        width="wide"
        mood="party"
        title={t('signIn.complete.title')}
        lead={t('signIn.complete.lead')}
      >
        {user ? (
          <CompleteForm user={user} onDone={() => goOn(next)} />
        ) : (
          <Skeleton className="h-112" />
        )}
      </TomatoCard>
    </SitePage>
  )
}
