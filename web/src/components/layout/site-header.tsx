import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { LanguageSwitch } from '@/components/ui/language-switch'
import { Wordmark } from '@/components/ui/wordmark'
import { useT } from '@/lib/i18n/use-t'
import { AccountCorner } from './account-corner'

/** Name, language and account at the top of every page outside a room; `children` stand before the language. */
export function SiteHeader({ children }: { children?: ReactNode }) {
  const { t } = useT()
  return (
    <header className="group mx-auto flex w-full max-w-6xl items-center justify-between gap-3 px-4 pt-4 sm:px-6">
      <Link to="/" aria-label={t('ui.home')} className="rounded-full py-1 pr-2">
        <Wordmark className="max-[22rem]:[&>span]:hidden max-sm:group-has-data-install:[&>span]:hidden" />
      </Link>
      <div className="flex min-h-11 items-center gap-1 sm:gap-3">
        {children}
        <LanguageSwitch compact />
        <AccountCorner />
      </div>
    </header>
  )
}
