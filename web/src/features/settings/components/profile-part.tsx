import { useQuery } from '@tanstack/react-query'
import { Skeleton } from '@/components/ui/skeleton'
import { meQuery } from '@/features/accounts/api/me'
import { useT } from '@/lib/i18n/use-t'
import { LoadFailed } from './load-failed'
import { ProfileForm } from './profile-form'
import { SettingCard } from './setting-card'

export function ProfilePart() {
  const { t } = useT()
  const me = useQuery(meQuery)
  return (
    <SettingCard title={t('settings.profile')} text={t('settings.profileText')}>
      {me.isError && <LoadFailed error={me.error} onRetry={() => void me.refetch()} />}
      {me.isPending && <Skeleton className="h-112" />}
      {me.data && <ProfileForm me={me.data} />}
    </SettingCard>
  )
}
