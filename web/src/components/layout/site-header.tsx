import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { LanguageSwitch } from '@/components/ui/language-switch'
import { Wordmark } from '@/components/ui/wordmark'
import { useT } from '@/lib/i18n/use-t'

/** Name and language at the top of every page outside a room; `children` stand before the language. */
export function SiteHeader({ children }: { children?: ReactNode }) {
  const { t } = useT()
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center justify-between gap-3 px-4 pt-4 sm:px-6">
      <Link to="/" aria-label={t('ui.home')} className="rounded-full py-1 pr-2">
        <Wordmark />
      </Link>
      <div className="flex items-center gap-1 sm:gap-3">
        {children}
        <LanguageSwitch />
      </div>
    </header>
  )
}
