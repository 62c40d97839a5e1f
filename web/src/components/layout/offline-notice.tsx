import { WifiOff } from 'lucide-react'
import { useT } from '@/lib/i18n/use-t'
import { useOnline } from '@/lib/use-online'

/** Says so while the browser has no network; gone as soon as it is back. */
export function OfflineNotice() {
  const { t } = useT()
  const online = useOnline()
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-40 flex justify-center px-4"
    >
      {!online && (
        <p className="anim-rise flex items-center gap-2.5 rounded-full bg-warning-soft px-5 py-3 text-sm font-bold text-warning shadow-3">
          <WifiOff className="size-4.5 shrink-0" aria-hidden />
          {t('ui.offline')}
        </p>
      )}
    </div>
  )
}
