import { Button } from '@/components/ui/button'
import { Tomato } from '@/components/ui/tomato'
import { useT } from '@/lib/i18n/use-t'
import type { BoardStatus } from '../lib/board-sync'

interface BoardBlankProps {
  phase: BoardStatus['phase']
  mayDraw: boolean
  onRetry: () => void
}

/** What stands where nothing is drawn: a hint, or that the board is still on its way. */
export function BoardBlank({ phase, mayDraw, onRetry }: BoardBlankProps) {
  const { t } = useT()
  return (
    <div className="pointer-events-none absolute inset-0 z-10 grid place-content-center justify-items-center gap-2 px-8 text-center">
      <Tomato className="size-20 opacity-90" />
      {phase === 'opening' ? (
        <p className="font-bold text-ink-2">{t('board.opening')}</p>
      ) : phase === 'failed' ? (
        <>
          <p className="font-bold text-ink-2">{t('board.failed')}</p>
          <Button variant="soft" className="pointer-events-auto" onClick={onRetry}>
            {t('board.retry')}
          </Button>
        </>
      ) : (
        <>
          <p className="text-lg font-bold text-ink-2">
            {mayDraw ? t('board.empty') : t('board.emptyLocked')}
          </p>
          {mayDraw && <p className="text-ink-3">{t('board.emptyHint')}</p>}
        </>
      )}
    </div>
  )
}
