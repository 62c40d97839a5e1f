import { lazy, Suspense, useDeferredValue, useState } from 'react'
import { InstallButton } from '@/components/layout/install-button'
import { SitePage } from '@/components/layout/site-page'
import type { Schemas } from '@/lib/api/client'
import { useT } from '@/lib/i18n/use-t'
import { knownRoomsKey, remembered } from '@/lib/storage'
import { usePageTitle } from '@/lib/use-page-title'
import { Closing } from '../components/closing'
import { Features } from '../components/features'
import { Hero } from '../components/hero'

// Fetched while the server is asked for the rooms.
const OpenRooms = lazy(() => import('../components/open-rooms'))
/** Most visits are the first, and need none of it. */
const YourRooms = lazy(() => import('../components/your-rooms'))

interface LandingPageProps {
  openRooms: Promise<readonly Schemas['OpenRoom'][] | null>
}

export function LandingPage({ openRooms }: LandingPageProps) {
  const { t } = useT()
  usePageTitle(t('landing.pageTitle'))
  const [hasBeenSomewhere] = useState(() => remembered(knownRoomsKey) !== null)
  // Coming back to the page, the last list stands until the new one is here.
  const shown = useDeferredValue(openRooms)
  return (
    <SitePage header={<InstallButton />}>
      <Hero />
      {/* Comes at once, when it is known whether rooms are open: nothing moves afterwards. */}
      {/* As tall as the window, so that nothing below it moves when it comes. */}
      <Suspense fallback={<div className="min-h-dvh" />}>
        {hasBeenSomewhere && <YourRooms />}
        <OpenRooms first={shown} />
        <Features />
        <Closing />
      </Suspense>
    </SitePage>
  )
}
