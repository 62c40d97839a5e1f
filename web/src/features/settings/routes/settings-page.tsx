import { Link } from '@tanstack/react-router'
import { Eye, KeyRound, UserRound, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { SitePage } from '@/components/layout/site-page'
import { Skeleton } from '@/components/ui/skeleton'
import { useSignedIn } from '@/features/accounts/hooks/use-signed-in'
import { useT } from '@/lib/i18n/use-t'
import { usePageTitle } from '@/lib/use-page-title'
import { Devices } from '../components/devices'
import { LoadFailed } from '../components/load-failed'
import { PrivacyPart } from '../components/privacy-part'
import { ProfilePart } from '../components/profile-part'
import '@/features/accounts/texts'
import '../texts'

interface Part {
  id: string
  name: string
  Icon: LucideIcon
  content: ReactNode
}

/** What a person can set about their account, part by part. */
export function SettingsPage({ part }: { part: string }) {
  const { t } = useT()
  const { user, failed, ask } = useSignedIn()
  const parts = useParts()
  const shown = parts.find(({ id }) => id === part) ?? parts[0]
  usePageTitle(t('settings.title'))
  return (
    <SitePage>
      <div className="mx-auto w-full max-w-5xl px-4 pt-8 pb-16 sm:px-6">
        <h1 className="text-4xl font-[850] tracking-[-.03em]">{t('settings.title')}</h1>
        <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-6 md:grid-cols-[13rem_minmax(0,1fr)] md:gap-8">
          <nav
            aria-label={t('settings.title')}
            className="-mx-4 overflow-x-auto px-4 md:mx-0 md:px-0"
          >
            <ul className="flex gap-1 md:sticky md:top-6 md:flex-col">
              {parts.map(({ id, name, Icon }) => (
                <li key={id}>
                  <Link
                    to="/settings/$part"
                    params={{ part: id }}
                    className="flex min-h-11 items-center gap-3 rounded-full px-4 font-bold whitespace-nowrap text-ink-2 hover:bg-surface-2 hover:text-ink aria-[current=page]:bg-primary-soft aria-[current=page]:text-primary-ink"
                  >
                    <Icon className="size-4.5 shrink-0" aria-hidden />
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <div className="flex flex-col gap-5">
            {failed && <LoadFailed error={null} onRetry={ask} />}
            {user ? shown?.content : !failed && <Skeleton className="h-64 rounded-xl" />}
          </div>
        </div>
      </div>
    </SitePage>
  )
}

function useParts(): Part[] {
  const { t } = useT()
  return [
    {
      id: 'profile',
      name: t('settings.profile'),
      Icon: UserRound,
      content: <ProfilePart />,
    },
    {
      id: 'security',
      name: t('settings.security'),
      Icon: KeyRound,
      content: <Devices />,
    },
    {
      id: 'privacy',
      name: t('settings.privacy'),
      Icon: Eye,
      content: <PrivacyPart />,
    },
  ]
}
