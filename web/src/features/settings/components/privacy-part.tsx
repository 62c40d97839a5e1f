import { useQuery } from '@tanstack/react-query'
import { Skeleton } from '@/components/ui/skeleton'
import { meQuery, useChangeMe, type MePatch } from '@/features/accounts/api/me'
import { useAccountProblemText } from '@/features/accounts/lib/account-problem'
import { Switch } from '@/features/rooms/components/switch'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { LoadFailed } from './load-failed'
import { SettingCard } from './setting-card'

/** Who sees what. What is switched is saved at once. */
export function PrivacyPart() {
  const { t } = useT()
  const problemText = useAccountProblemText()
  const me = useQuery(meQuery)
  const change = useChangeMe()
  const save = (patch: MePatch) =>
    change.mutate(patch, {
      onSuccess: () => toast(t('settings.saved'), 'success'),
      onError: (error) => toast(problemText(error), 'error'),
    })
  // As it will be: a switch that waits for the server feels broken.
  const shown = me.data && { ...me.data, ...(change.isPending && change.variables) }
  return (
    <SettingCard title={t('settings.privacy')} text={t('settings.privacyText')}>
      {me.isError && <LoadFailed error={me.error} onRetry={() => void me.refetch()} />}
      {me.isPending && <Skeleton className="h-28" />}
      {shown && (
        <div className="flex flex-col divide-y divide-line">
          <Switch
            label={t('settings.profileSeen')}
            hint={t('settings.profileSeenHint')}
            checked={shown.profileVisibility === 'everyone'}
            onChange={(everyone) => save({ profileVisibility: everyone ? 'everyone' : 'nobody' })}
          />
          <Switch
            label={t('settings.ranked')}
            hint={t('settings.rankedHint')}
            checked={shown.globalLeaderboard === true}
            onChange={(globalLeaderboard) => save({ globalLeaderboard })}
          />
        </div>
      )}
    </SettingCard>
  )
}
