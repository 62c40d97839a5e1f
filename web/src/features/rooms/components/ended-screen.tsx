import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { SitePage } from '@/components/layout/site-page'
import { TomatoCard } from '@/components/layout/tomato-card'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { FormError } from '@/components/ui/form-error'
import { useProblemText } from '@/lib/api/use-problem-text'
import { useT } from '@/lib/i18n/use-t'
import { usePageTitle } from '@/lib/use-page-title'
import '../host-texts'
import { restoreRoom } from '../api/end-room'
import { useRoomSession } from '../hooks/use-room'

/** As long as the server keeps an ended room, less the way there. */
const undoSeconds = 9

/** For the host who has just ended the room: it can be taken back for some seconds. */
export default function EndedScreen() {
  const { t } = useT()
  const { code, connection } = useRoomSession()
  const problemText = useProblemText()
  const left = useCountdown(undoSeconds)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  usePageTitle(t('room.ended.title'))

  const restore = async () => {
    setBusy(true)
    await restoreRoom(code).then(() => connection.retry(), setError)
    setBusy(false)
  }
  return (
    <SitePage>
      <TomatoCard
        title={t('room.ended.title')}
        lead={left > 0 ? t('room.ended.text') : t('room.problem.endedText')}
        mood="sleepy"
      >
        <div className="flex flex-col gap-3">
          <FormError>{error ? problemText(error) : null}</FormError>
          {left > 0 && !error && (
            <Button size="lg" busy={busy} autoFocus onClick={() => void restore()}>
              {t('room.ended.undo')}
              <span aria-hidden className="tnum min-w-5">
                {left}
              </span>
            </Button>
          )}
          <Link to="/create" className={buttonClass(left > 0 ? 'outline' : 'primary', 'lg')}>
            {t('room.problem.create')}
          </Link>
          <Link to="/" className={buttonClass('ghost')}>
            {t('ui.goHome')}
          </Link>
        </div>
      </TomatoCard>
    </SitePage>
  )
}

/** Whole seconds, from `from` down to 0. */
function useCountdown(from: number): number {
  const [left, setLeft] = useState(from)
  useEffect(() => {
    if (left === 0) return undefined
    const timeout = setTimeout(() => setLeft(left - 1), 1_000)
    return () => clearTimeout(timeout)
  }, [left])
  return left
}
