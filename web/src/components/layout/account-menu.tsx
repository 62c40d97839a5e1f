import { useEffect } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Menu } from '@/components/ui/menu'
import { useT } from '@/lib/i18n/use-t'
import { knownAccount } from '@/lib/known-account'
import { useRemembered } from '@/lib/remembered-value'
import { askSession, knownSession } from '@/lib/session'
import { SignInLink } from './sign-in-link'
import { useAccountItems } from './use-account-items'

/** The avatar of whoever is signed in; under it their own pages and the way out. */
export default function AccountMenu() {
  const { t } = useT()
  const account = useRemembered(knownAccount)
  const items = useAccountItems(account)
  useEffect(() => {
    if (!knownSession()) askSession().catch(() => undefined)
  }, [])
  if (!account) return <SignInLink />
  const { name, username, avatarUrl } = account
  return (
    <Menu
      label={t('account.menu', { name })}
      header={
        <p className="max-w-64 border-b border-line px-3 pt-1.5 pb-3">
          <span className="block truncate font-extrabold">{name}</span>
          {username && (
            <span translate="no" className="block truncate text-sm text-ink-2">
              @{username}
            </span>
          )}
        </p>
      }
      items={items}
      trigger={(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-label={t('account.menu', { name })}
          className="rounded-full"
        >
          <Avatar name={name} src={avatarUrl} />
        </button>
      )}
    />
  )
}
