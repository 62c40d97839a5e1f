import { Link, useLocation } from '@tanstack/react-router'
import { buttonClass } from '@/components/ui/button-class'
import { useT } from '@/lib/i18n/use-t'

/** The way in, and back to this page; not where people are signing in already. */
export function SignInLink() {
  const { t } = useT()
  const path = useLocation({ select: ({ pathname }) => pathname })
  if (path.startsWith('/sign-in') || path.startsWith('/auth/')) return null
  return (
    <Link
      to="/sign-in"
      search={path === '/' ? {} : { next: path }}
      className={buttonClass('outline')}
    >
      {t('account.signIn')}
    </Link>
  )
}
