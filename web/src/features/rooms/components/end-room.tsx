import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useProblemText } from '@/lib/api/use-problem-text'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { endRoom } from '../api/end-room'
import { useRoomSession } from '../hooks/use-room'
import { ConfirmDialog } from './confirm-dialog'

/** The host ends the room for everybody; the server's word of it brings the screen that can take it back. */
export function EndRoom() {
  const { t } = useT()
  const { code } = useRoomSession()
  const problemText = useProblemText()
  const [asking, setAsking] = useState(false)
  const end = () => endRoom(code).catch((error: unknown) => toast(problemText(error), 'error'))
  return (
    <section
      aria-label={t('room.end')}
      className="mt-6 flex flex-wrap items-center justify-between gap-3 border-t border-line pt-5"
    >
      <p className="min-w-48 flex-1 text-sm text-ink-2">{t('room.end.hint')}</p>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {t('room.end')}
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        title={t('room.end.title')}
        text={t('room.end.text')}
        action={t('room.end')}
        onConfirm={end}
        onClose={() => setAsking(false)}
      />
    </section>
  )
}
