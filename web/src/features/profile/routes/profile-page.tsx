import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { NotFoundPage } from '@/components/layout/not-found-page'
import { SitePage } from '@/components/layout/site-page'
import { TomatoCard } from '@/components/layout/tomato-card'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { Problem } from '@/lib/api/problem'
import { useProblemText } from '@/lib/api/use-problem-text'
import { useT } from '@/lib/i18n/use-t'
import { knownAccount } from '@/lib/known-account'
import { useRemembered } from '@/lib/remembered-value'
import { usePageTitle } from '@/lib/use-page-title'
import { profileQuery } from '../api/get-profile'
import { ProfileCard } from '../components/profile-card'
import '../texts'

/** A person, as they want to be seen. Nobody of that name and nobody for these eyes are the same page (IN5). */
export function ProfilePage({ username }: { username: string }) {
  const { t } = useT()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const account = useRemembered(knownAccount)
  const { data: profile, error, refetch } = useQuery(profileQuery(username))
  usePageTitle(profile ? `${profile.displayName} (@${profile.username})` : '')

  // Old names lead to the new one for a while.
  const present = profile?.username
  useEffect(() => {
    if (present && present !== username)
      void navigate({ to: '/u/$username', params: { username: present }, replace: true })
  }, [present, username, navigate])

  if (error instanceof Problem && error.code === 'not_found') return <NotFoundPage />
  if (error && !profile) {
    return (
      <SitePage>
        <TomatoCard title={t('error.title')} lead={problemText(error)} mood="focus">
          <Button size="lg" className="w-full" onClick={() => void refetch()}>
            {t('error.retry')}
          </Button>
        </TomatoCard>
      </SitePage>
    )
  }
  return (
    <SitePage>
      <div className="mx-auto w-full max-w-5xl px-4 pt-8 pb-16 sm:px-6">
        {profile ? (
          <ProfileCard profile={profile} own={account?.id === profile.id} />
        ) : (
          <div role="status" aria-label={t('profile.loading')}>
            <Skeleton className="h-72 rounded-xl" />
          </div>
        )}
      </div>
    </SitePage>
  )
}
