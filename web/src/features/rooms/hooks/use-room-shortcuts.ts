import { useEffect, useRef } from 'react'
import type { RoomDialogName } from '../components/room-dialogs'
import { selectIsHost, selectTimer } from '../store'
import { useRoomSession } from './use-room'

interface Handlers {
  toggleQueue: () => void
  open: (dialog: RoomDialogName) => void
}

/**
 * One key each for what people do most. Never while somebody types, a dialog is open, or the key belongs to the
 * button that has the focus.
 */
export function useRoomShortcuts(handlers: Handlers): void {
  const { store, actions } = useRoomSession()
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })

  useEffect(() => {
    const forHost: Record<string, () => void> = {
      ' ': () => {
        const status = selectTimer(store.getState())?.status
        void (status === 'running'
          ? actions.pause()
          : status === 'ended'
            ? actions.restart()
            : actions.play())
      },
      s: () => void actions.skip(),
      '+': () => void actions.adjust(60),
      '-': () => void actions.adjust(-60),
    }
    const forAll: Record<string, () => void> = {
      q: () => latest.current.toggleQueue(),
      i: () => latest.current.open('invite'),
      '?': () => latest.current.open('shortcuts'),
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTaken(event)) return
      const key = event.key.toLowerCase()
      const action = forAll[key] ?? (selectIsHost(store.getState()) ? forHost[key] : undefined)
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [store, actions])
}

function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey)
    return true
  const target = event.target as Element
  if (target.closest('input, textarea, select, [contenteditable], [role=menu], dialog')) return true
  if (document.querySelector('dialog:modal')) return true
  return event.key === ' ' && target.closest('button, a, summary, [role=button]') !== null
}
