import { CircleAlert, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useT } from '@/lib/i18n/use-t'
import type { BoardFault, BoardStatus } from '../lib/board-sync'
import { BoardNote } from './board-note'

const icon = 'size-4.5 shrink-0'

/** What the person should know about the board right now. Lies over the drawing; nothing moves. */
export function BoardNotes({ status, children }: { status: BoardStatus; children?: ReactNode }) {
  const { t } = useT()
  const faultTexts: Record<BoardFault, () => string> = {
    locked: () => t('board.fault.locked'),
    full: () => t('board.fault.full'),
    tooBig: () => t('board.fault.tooBig'),
  }
  return (
    <div
      role="status"
      className="board-notes pointer-events-none absolute inset-x-0 z-10 flex flex-col items-center gap-2 px-4"
    >
      {children}
      {status.phase === 'offline' && (
        <BoardNote warning icon={<WifiOff className={icon} aria-hidden />}>
          {t('board.offline')}
        </BoardNote>
      )}
      {status.fault && (
        <BoardNote warning icon={<CircleAlert className={icon} aria-hidden />}>
          {faultTexts[status.fault]()}
        </BoardNote>
      )}
    </div>
  )
}
