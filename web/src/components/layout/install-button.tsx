import { Download, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { install, refuseInstall, useInstallable } from '@/lib/app-install'
import { useT } from '@/lib/i18n/use-t'

/** Offers to install the app where the browser can; refused once, it does not come back. */
export function InstallButton() {
  const { t } = useT()
  if (!useInstallable()) return null
  return (
    <span data-install className="flex items-center">
      <Button variant="ghost" onClick={install} className="max-sm:px-3">
        <Download className="size-4.5" aria-hidden />
        <span className="max-sm:sr-only">{t('ui.install')}</span>
      </Button>
      <IconButton size="sm" label={t('ui.install.no')} onClick={refuseInstall}>
        <X className="size-4" aria-hidden />
      </IconButton>
    </span>
  )
}
