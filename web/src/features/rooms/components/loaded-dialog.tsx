import { useEffect, useState, type ComponentType } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { pageIdle } from '../lib/page-idle'

type DialogModule = { default: ComponentType<{ onClose: () => void }> }

interface LoadedDialogProps {
  open: boolean
  onClose: () => void
  load: () => Promise<DialogModule>
}

/**
 * A dialog whose code comes once the page has come to rest, so that it opens without a network too. Where that did
 * not work, opening tries again, and a second failure costs a toast and not the room.
 */
export function LoadedDialog({ open, onClose, load }: LoadedDialogProps) {
  const { t } = useT()
  const [loaded, setLoaded] = useState<DialogModule | null>(null)

  useEffect(() => {
    if (!loaded)
      void pageIdle()
        .then(load)
        .then(setLoaded, () => undefined)
  }, [loaded, load])

  useEffect(() => {
    if (!open || loaded) return
    load().then(setLoaded, () => {
      toast(t('problem.offline'), 'error')
      onClose()
    })
  }, [open, loaded, load, onClose, t])

  return open && loaded ? <loaded.default onClose={onClose} /> : null
}
