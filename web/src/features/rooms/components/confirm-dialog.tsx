import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useT } from '@/lib/i18n/use-t'

interface ConfirmDialogProps {
  open: boolean
  title: string
  text: string
  /** What the confirming button says: the action itself, never "OK". */
  action: string
  danger?: boolean
  /** Closed after it is done, whatever came of it: the room tells about failures. */
  onConfirm: () => Promise<unknown> | void
  onClose: () => void
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, text, action, danger, onConfirm, onClose } = props
  const { t } = useT()
  const [busy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    await onConfirm()
    setBusy(false)
    onClose()
  }
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <p className="text-ink-2">{text}</p>
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        <Button variant="outline" onClick={onClose} autoFocus>
          {t('room.cancel')}
        </Button>
        <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={() => void confirm()}>
          {action}
        </Button>
      </div>
    </Dialog>
  )
}
