import { useQuery } from '@tanstack/react-query'
import { SitePage } from '@/components/layout/site-page'
import { useT } from '@/lib/i18n/use-t'
import { usePageTitle } from '@/lib/use-page-title'
import { openRoomsQuery } from '../api/list-open-rooms'
import { Closing } from '../components/closing'
import { Features } from '../components/features'
import { Hero } from '../components/hero'
import { OpenRooms } from '../components/open-rooms'

export function LandingPage() {
  const { t } = useT()
  const openRooms = useQuery(openRoomsQuery)
  usePageTitle(t('landing.pageTitle'))
  return (
    <SitePage>
      <Hero />
      {/* All of the rest comes at once, when it is known whether rooms are open: nothing moves afterwards. */}
      {!openRooms.isPending && (
        <>
          <OpenRooms rooms={openRooms.data?.items ?? []} />
          <Features />
          <Closing />
        </>
      )}
    </SitePage>
  )
}
