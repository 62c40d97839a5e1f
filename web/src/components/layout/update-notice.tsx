import { Sparkles, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { reloadToUpdate, useWaitingUpdate } from '@/lib/app-update'
import { useT } from '@/lib/i18n/use-t'

/** Offers a newer version of the page. Nothing reloads by itself: somebody may be in the middle of a round. */
export function UpdateNotice() {
  const { t } = useT()
  const waiting = useWaitingUpdate()
  const [later, setLater] = useState(false)
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-3 z-40 flex justify-center px-4 lg:top-auto lg:right-auto lg:bottom-4"
    >
      {waiting && !later && (
        <div className="anim-rise pointer-events-auto flex items-center gap-2 rounded-full border border-line bg-surface py-1 pr-1 pl-4 text-sm font-bold shadow-3">
          <Sparkles className="size-4.5 shrink-0 text-primary-ink" aria-hidden />
          {t('ui.update.text')}
          <Button variant="soft" onClick={reloadToUpdate}>
            {t('ui.update.reload')}
          </Button>
          <IconButton label={t('ui.update.later')} onClick={() => setLater(true)}>
            <X className="size-5" aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  )
}
