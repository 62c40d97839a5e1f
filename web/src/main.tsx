import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { router } from '@/app/router'
import { keepInstallPrompt } from '@/lib/app-install'
import { keepShell } from '@/lib/app-update'
import { activateLanguage, preferredLanguage } from '@/lib/i18n/language'
import '@/app/app.css'

keepInstallPrompt()
if (import.meta.env.PROD) keepShell()

await activateLanguage(preferredLanguage()).catch(() => activateLanguage('en'))

// The page itself is there now.
const stopWaiting = router.subscribe('onResolved', () => {
  for (const outline of document.querySelectorAll('.outline')) outline.remove()
  stopWaiting()
})

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <RouterProvider router={router} />
    </I18nProvider>
  </StrictMode>,
)
