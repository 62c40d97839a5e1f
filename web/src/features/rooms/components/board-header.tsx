import { Eraser, Lock, LockOpen, PencilRuler, X } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { useT } from '@/lib/i18n/use-t'
import { useIsHost, useRoom, useRoomActions } from '../hooks/use-room'
import { BoardTimer } from './board-timer'

interface BoardHeaderProps {
  titleId: string
  onClear: () => void
  onClose: () => void
}

/** The bar over the board: the room's time stays in sight, the host's tools and the way back in reach. */
export function BoardHeader({ titleId, onClear, onClose }: BoardHeaderProps) {
  const { t } = useT()
  const isHost = useIsHost()
  return (
    <header className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-2 border-b border-line py-1.5 pr-1.5 pl-4 sm:pl-5">
      <h2 id={titleId} className="flex min-w-0 items-center gap-2.5 text-lg">
        <PencilRuler className="size-5 shrink-0" aria-hidden />
        <span className="truncate max-[26rem]:sr-only">{t('board.title')}</span>
      </h2>
      <BoardTimer />
      <div className="flex justify-end">
        {isHost && <HostTools onClear={onClear} />}
        <IconButton label={t('board.close')} onClick={onClose}>
          <X className="size-5" aria-hidden />
        </IconButton>
      </div>
    </header>
  )
}

function HostTools({ onClear }: { onClear: () => void }) {
  const { t } = useT()
  const { boardLocked } = useRoom()
  const actions = useRoomActions()
  return (
    <>
      <IconButton
        label={boardLocked ? t('board.unlock') : t('board.lock')}
        variant={boardLocked ? 'soft' : 'ghost'}
        onClick={() => void actions.updateRoom({ boardLocked: !boardLocked })}
      >
        {boardLocked ? (
          <Lock className="size-5" aria-hidden />
        ) : (
          <LockOpen className="size-5" aria-hidden />
        )}
      </IconButton>
      <IconButton label={t('board.clear')} onClick={onClear}>
        <Eraser className="size-5" aria-hidden />
      </IconButton>
    </>
  )
}
