import { Outlet, createRootRoute } from '@tanstack/react-router'
import { ErrorPage } from '@/components/layout/error-page'
import { NotFoundPage } from '@/components/layout/not-found-page'
import { UpdateNotice } from '@/components/layout/update-notice'
import { Toaster } from '@/components/ui/toaster'
import { useFocusOnNewPage } from '@/app/use-focus-on-new-page'
import { useT } from '@/lib/i18n/use-t'

export const Route = createRootRoute({
  component: Root,
  notFoundComponent: NotFoundPage,
  errorComponent: ErrorPage,
})

function Root() {
  const { t } = useT()
  useFocusOnNewPage()
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-full bg-primary px-5 py-2.5 font-bold text-on-primary opacity-0 focus:translate-y-0 focus:opacity-100"
      >
        {t('ui.skip')}
      </a>
      <Outlet />
      <Toaster />
      <UpdateNotice />
    </>
  )
}
