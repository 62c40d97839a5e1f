import { useQuery } from '@tanstack/react-query'
import { Monitor, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { useAccountProblemText } from '@/features/accounts/lib/account-problem'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { devicesQuery, useSignDeviceOut, type Device } from '../api/devices'
import { useAgo } from '../hooks/use-ago'
import { deviceName } from '../lib/device-name'
import { LoadFailed } from './load-failed'
import { SettingCard } from './setting-card'

/** Where this person is signed in, and the way to end it there. */
export function Devices() {
  const { t } = useT()
  const problemText = useAccountProblemText()
  const devices = useQuery(devicesQuery)
  const signOut = useSignDeviceOut()
  const out = (id: string, done: string) =>
    signOut.mutate(id, {
      onSuccess: () => toast(done, 'success'),
      onError: (error) => toast(problemText(error), 'error'),
    })
  const others = devices.data?.some(({ current }) => !current)
  return (
    <SettingCard title={t('settings.devices')} text={t('settings.devicesText')}>
      {devices.isError && (
        <LoadFailed error={devices.error} onRetry={() => void devices.refetch()} />
      )}
      {devices.isPending && <Skeleton className="h-18" />}
      <ul className="flex flex-col divide-y divide-line">
        {devices.data?.map((device) => (
          <DeviceRow
            key={device.id}
            device={device}
            busy={signOut.isPending && signOut.variables === device.id}
            onSignOut={() => out(device.id, t('settings.devices.done'))}
          />
        ))}
      </ul>
      {others && (
        <Button
          variant="danger"
          className="mt-4"
          busy={signOut.isPending && signOut.variables === 'others'}
          onClick={() => out('others', t('settings.devices.othersDone'))}
        >
          {t('settings.devices.others')}
        </Button>
      )}
    </SettingCard>
  )
}

interface DeviceRowProps {
  device: Device
  busy: boolean
  onSignOut: () => void
}

function DeviceRow({ device, busy, onSignOut }: DeviceRowProps) {
  const { t } = useT()
  const ago = useAgo()
  const [now] = useState(() => Date.now())
  const { browser, system, isPhone } = deviceName(device.userAgent)
  const Icon = isPhone ? Smartphone : Monitor
  const name = [browser ?? t('settings.devices.unknown'), system].filter(Boolean).join(', ')
  return (
    <li className="flex min-h-18 flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <span className="grid size-11 shrink-0 place-content-center rounded-full bg-surface-2 text-ink-2">
        <Icon className="size-5" aria-hidden />
      </span>
      <span className="min-w-0 flex-1 basis-40">
        <span className="block font-bold">{name}</span>
        <span className="block text-sm wrap-anywhere text-ink-2">
          {device.address}
          {!device.current && ` · ${ago(device.lastUsedAt, now)}`}
        </span>
      </span>
      {device.current ? (
        <span className="rounded-full bg-primary-soft max-sm:ml-15 px-3.5 py-1.5 text-sm font-bold text-primary-ink">
          {t('settings.devices.this')}
        </span>
      ) : (
        <Button
          variant="outline"
          className="max-sm:ml-15"
          busy={busy}
          onClick={onSignOut}
          aria-label={t('settings.devices.signOutOf', { device: name })}
        >
          {t('settings.devices.signOut')}
        </Button>
      )}
    </li>
  )
}
