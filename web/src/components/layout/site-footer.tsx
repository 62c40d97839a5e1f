import { Link } from '@tanstack/react-router'
import { useT } from '@/lib/i18n/use-t'

/** The foot of every page outside a room. */
export function SiteFooter() {
  const { t } = useT()
  return (
    <footer className="mx-auto flex w-full max-w-6xl justify-center px-4 pb-4 text-sm font-semibold sm:px-6">
      <Link
        to="/report"
        search={{ from: location.pathname }}
        className="inline-flex min-h-11 items-center rounded-full px-4 text-ink-2 hover:bg-surface-2 hover:text-ink"
      >
        {t('report.open')}
      </Link>
    </footer>
  )
}
