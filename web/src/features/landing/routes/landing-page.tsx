import { Suspense, use, useDeferredValue } from 'react'
import { InstallButton } from '@/components/layout/install-button'
import { SitePage } from '@/components/layout/site-page'
import type { Schemas } from '@/lib/api/client'
import { useT } from '@/lib/i18n/use-t'
import { usePageTitle } from '@/lib/use-page-title'
import { Closing } from '../components/closing'
import { Features } from '../components/features'
import { Hero } from '../components/hero'
import { OpenRooms } from '../components/open-rooms'

interface LandingPageProps {
  openRooms: Promise<readonly Schemas['OpenRoom'][]>
}

export function LandingPage({ openRooms }: LandingPageProps) {
  const { t } = useT()
  usePageTitle(t('landing.pageTitle'))
  // Coming back to the page, the last list stands until the new one is here.
  const shown = useDeferredValue(openRooms)
  return (
    <SitePage header={<InstallButton />}>
      <Hero />
      <Suspense>
        <BelowHero openRooms={shown} />
      </Suspense>
    </SitePage>
  )
}

/** Comes at once, when it is known whether rooms are open: nothing moves afterwards. */
function BelowHero({ openRooms }: LandingPageProps) {
  return (
    <>
      <OpenRooms rooms={use(openRooms)} />
      <Features />
      <Closing />
    </>
  )
}
