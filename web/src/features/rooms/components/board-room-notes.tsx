import { Eraser, Lock } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '@/components/ui/button'
import { BoardNote } from '@/features/board/components/board-note'
import { useT } from '@/lib/i18n/use-t'
import { useIsHost, useRoom, useRoomState } from '../hooks/use-room'

/** The server takes a clearing back within a minute; the offer ends a little earlier. */
const undoMs = 55_000
const icon = 'size-4.5 shrink-0'

interface BoardRoomNotesProps {
  /** We just cleared the board. */
  cleared: boolean
  onUndo: () => void
  onSeen: () => void
}

/** That the host keeps the board to themselves, and the way back after clearing it. */
export function BoardRoomNotes({ cleared, onUndo, onSeen }: BoardRoomNotesProps) {
  const { t } = useT()
  const { boardLocked, hostId } = useRoom()
  const isHost = useIsHost()
  const host = useRoomState((state) => state.members.find(({ id }) => id === hostId))

  useEffect(() => {
    if (!cleared) return undefined
    const timeout = setTimeout(onSeen, undoMs)
    return () => clearTimeout(timeout)
  }, [cleared, onSeen])

  return (
    <>
      {boardLocked && (
        <BoardNote icon={<Lock className={icon} aria-hidden />}>
          {isHost
            ? t('board.lockedByYou')
            : t('board.locked', { name: host?.displayName ?? t('board.host') })}
        </BoardNote>
      )}
      {cleared && (
        <BoardNote
          icon={<Eraser className={icon} aria-hidden />}
          action={
            <Button variant="soft" size="sm" onClick={onUndo}>
              {t('board.undo')}
            </Button>
          }
        >
          {t('board.cleared')}
        </BoardNote>
      )}
    </>
  )
}
