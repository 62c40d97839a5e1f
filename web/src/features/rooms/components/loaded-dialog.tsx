import { useEffect, useState, type ComponentType } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'

type DialogModule = { default: ComponentType<{ onClose: () => void }> }

interface LoadedDialogProps {
  open: boolean
  onClose: () => void
  load: () => Promise<DialogModule>
}

/**
 * A dialog whose code, and the query cache with it, comes when it is first opened: out of the service worker's store, or
 * over the network before that has filled. A failure costs a toast and not the room.
 */
export function LoadedDialog({ open, onClose, load }: LoadedDialogProps) {
  const { t } = useT()
  const [Content, setContent] = useState<ComponentType<{ onClose: () => void }> | null>(null)

  useEffect(() => {
    if (!open || Content) return
    withQueries(load).then(
      (loaded) => setContent(() => loaded),
      () => {
        toast(t('problem.offline'), 'error')
        onClose()
      },
    )
  }, [open, Content, load, onClose, t])

  return open && Content ? <Content onClose={onClose} /> : null
}

async function withQueries(load: () => Promise<DialogModule>) {
  const [{ default: Dialog }, { default: Queries }] = await Promise.all([
    load(),
    import('@/lib/api/queries'),
  ])
  return function DialogWithQueries({ onClose }: { onClose: () => void }) {
    return (
      <Queries>
        <Dialog onClose={onClose} />
      </Queries>
    )
  }
}
