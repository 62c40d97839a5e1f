import '@/features/board/texts'
import { useCallback, useId, useState } from 'react'
import { BoardBlank } from '@/features/board/components/board-blank'
import { useT } from '@/lib/i18n/use-t'
import { useBoardCode } from '../hooks/use-board-code'
import { useFocusGivenBack } from '../hooks/use-focus-given-back'
import { useIsHost, useRoom, useRoomSession } from '../hooks/use-room'
import { useOthers } from '../hooks/use-others'
import { roomBoardChannel } from '../lib/room-board-channel'
import { BoardHeader } from './board-header'
import { BoardRoomNotes } from './board-room-notes'

/**
 * The room's board over the whole room. It is no `<dialog>`: the editor puts its own dialogs beside it, where they
 * would be out of reach. Escape belongs to the editor.
 */
export default function BoardLayer({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  const titleId = useId()
  const { code, connection, store } = useRoomSession()
  const { boardLocked } = useRoom()
  const mayDraw = useIsHost() || !boardLocked
  const people = useOthers()
  const { Board, failed, retry } = useBoardCode()
  const [channel] = useState(() => roomBoardChannel(code, connection, store))
  const [cleared, setCleared] = useState(false)
  const forgetCleared = useCallback(() => setCleared(false), [])
  const layer = useFocusGivenBack()

  const undo = () => {
    setCleared(false)
    void channel.restore()
  }
  return (
    <div className="fixed inset-0 z-40 bg-black/45 sm:p-3">
      <section
        ref={layer}
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
        className="flex h-full flex-col overflow-hidden bg-surface text-ink shadow-3 outline-none sm:rounded-lg"
      >
        <BoardHeader
          titleId={titleId}
          onClear={() => void channel.clear().then(setCleared)}
          onClose={onClose}
        />
        <div role="region" aria-label={t('board.area')} className="relative min-h-0 flex-1">
          {Board ? (
            <Board channel={channel} mayDraw={mayDraw} people={people}>
              <BoardRoomNotes cleared={cleared} onUndo={undo} onSeen={forgetCleared} />
            </Board>
          ) : (
            <BoardBlank phase={failed ? 'failed' : 'opening'} mayDraw={mayDraw} onRetry={retry} />
          )}
        </div>
      </section>
    </div>
  )
}
