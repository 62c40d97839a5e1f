import type { ReactNode } from 'react'
import { OfflineNotice } from './offline-notice'
import { SiteFooter } from './site-footer'
import { SiteHeader } from './site-header'

/** A page outside a room: header, content, and word of a lost network. */
export function SitePage({ header, children }: { header?: ReactNode; children: ReactNode }) {
  return (
    <div className="glow-bg flex min-h-dvh flex-col">
      <SiteHeader>{header}</SiteHeader>
      <main id="main" tabIndex={-1} className="flex flex-1 flex-col outline-none">
        {children}
      </main>
      <SiteFooter />
      <OfflineNotice />
    </div>
  )
}
