import { Link } from '@tanstack/react-router'
import { CalendarDays, Link as LinkIcon, Pencil } from 'lucide-react'
import { Avatar } from '@/components/ui/avatar'
import { buttonClass } from '@/components/ui/button-class'
import { Card } from '@/components/ui/card'
import { useT } from '@/lib/i18n/use-t'
import type { Profile } from '../api/get-profile'

/** Who somebody is, in their own words. `own`: it is the reader's. */
export function ProfileCard({ profile, own }: { profile: Profile; own: boolean }) {
  const { t, locale } = useT()
  const since = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' })
  return (
    <Card className="p-6 sm:p-8">
      <div className="flex flex-wrap items-center gap-5">
        <Avatar name={profile.displayName} src={profile.avatarUrl} size="xl" />
        <div className="min-w-0 flex-1 basis-56">
          <h1 className="text-3xl font-[850] tracking-[-.03em] wrap-anywhere">
            {profile.displayName}
          </h1>
          <p translate="no" className="mt-1 font-semibold wrap-anywhere text-ink-2">
            @{profile.username}
          </p>
        </div>
        {own && (
          <Link
            to="/settings/$part"
            params={{ part: 'profile' }}
            className={buttonClass('outline')}
          >
            <Pencil className="size-4.5" aria-hidden />
            {t('profile.edit')}
          </Link>
        )}
      </div>
      {profile.bio && <p className="mt-6 whitespace-pre-line wrap-anywhere">{profile.bio}</p>}
      {own && !profile.bio && <p className="mt-6 text-ink-3">{t('profile.noBio')}</p>}
      {profile.links.length > 0 && (
        <ul aria-label={t('profile.links')} className="mt-4 flex flex-wrap gap-x-2 gap-y-1">
          {profile.links.map((link) => (
            <li key={link} className="min-w-0">
              <a
                href={link}
                rel="noopener nofollow ugc"
                target="_blank"
                className="inline-flex min-h-11 max-w-full items-center gap-2 rounded-full bg-surface-2 px-4 text-sm font-bold text-primary-ink hover:bg-surface-3"
              >
                <LinkIcon className="size-4 shrink-0" aria-hidden />
                <span className="truncate">{shownAddress(link)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-6 flex items-center gap-2 text-sm font-semibold text-ink-2">
        <CalendarDays className="size-4.5 shrink-0" aria-hidden />
        {t('profile.since', { month: since.format(profile.memberSince) })}
      </p>
    </Card>
  )
}

/** An address as people read it: without what every address has. */
function shownAddress(link: string): string {
  const { host, pathname } = new URL(link)
  return (host.replace(/^www\./, '') + pathname).replace(/\/$/, '')
}
