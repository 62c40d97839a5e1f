import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { SitePage } from '@/components/layout/site-page'
import { TomatoCard } from '@/components/layout/tomato-card'
import { Button } from '@/components/ui/button'
import { FormError } from '@/components/ui/form-error'
import { useT } from '@/lib/i18n/use-t'
import { useSession } from '@/lib/use-session'
import { usePageTitle } from '@/lib/use-page-title'
import { claimGuest, type ClaimDecision } from '../api/claim'
import { useGoOn } from '../hooks/use-go-on'
import { useAccountProblemText } from '../lib/account-problem'
import { durationText } from '../lib/duration'
import { mayClaim } from '../lib/may-claim'
import '../texts'

/** After a sign-in, where this browser has been in rooms as a guest: may that go along? (C2) */
export function ClaimPage({ next }: { next: string | undefined }) {
  const { t } = useT()
  const { session } = useSession()
  const problemText = useAccountProblemText()
  const goOn = useGoOn()
  const guest = mayClaim(session)
  usePageTitle(t('signIn.claim.title'))
  const deciding = useMutation({
    mutationFn: (decision: ClaimDecision) => claimGuest(decision),
    onSuccess: () => goOn(next, { claimAsked: true }),
  })
  const isOver = session !== null && !guest && deciding.isIdle
  useEffect(() => {
    if (isOver) goOn(next)
  }, [isOver, next, goOn])

  const busy = (decision: ClaimDecision) =>
    (deciding.isPending || deciding.isSuccess) && deciding.variables === decision
  return (
    <SitePage>
      <TomatoCard
        mood="happy"
        title={t('signIn.claim.title')}
        lead={
          guest && guest.focusSec >= 60
            ? t('signIn.claim.time', {
                time: durationText(guest.focusSec, t),
                rooms: guest.rooms,
                name: guest.displayName,
              })
            : t('signIn.claim.rooms', { rooms: guest?.rooms ?? 0, name: guest?.displayName ?? '' })
        }
      >
        <FormError>{deciding.error && problemText(deciding.error)}</FormError>
        <div className="flex flex-col gap-3">
          <Button size="lg" busy={busy('keep')} onClick={() => deciding.mutate('keep')}>
            {t('signIn.claim.keep')}
          </Button>
          <Button
            variant="outline"
            busy={busy('discard')}
            onClick={() => deciding.mutate('discard')}
          >
            {t('signIn.claim.discard')}
          </Button>
          <Button variant="ghost" busy={busy('later')} onClick={() => deciding.mutate('later')}>
            {t('signIn.claim.later')}
          </Button>
        </div>
        <p className="mt-4 text-center text-sm text-ink-3">{t('signIn.claim.hint')}</p>
      </TomatoCard>
    </SitePage>
  )
}
