import { useEffect, useRef } from 'react'
import { alertPreferences, changeAlerts } from '@/features/alerts/lib/preferences'
import type { RoomDialogName } from '../components/room-dialogs'
import { shortcutOf, type ShortcutId } from '../lib/shortcuts'
import { selectIsHost, selectTimer } from '../store'
import { useRoomSession } from './use-room'

interface Handlers {
  /** Absent where nobody is to talk to. */
  toggleChat?: () => void
  toggleQueue: () => void
  /** The focus view is a dialog too; opening what is open closes it. */
  toggle: (dialog: RoomDialogName) => void
}

/** A modal dialog that leaves the keys of the timer alive carries this attribute. */
const liveDialog = '[data-live-keys]'

/**
 * One key each for what people do most (lib/shortcuts.ts). Never while somebody types, a dialog is open, or the key
 * belongs to the button that has the focus.
 */
export function useRoomShortcuts(handlers: Handlers): void {
  const { store, actions } = useRoomSession()
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })

  useEffect(() => {
    const run: Record<ShortcutId, () => void> = {
      play: () => {
        const status = selectTimer(store.getState())?.status
        void (status === 'running'
          ? actions.pause()
          : status === 'ended'
            ? actions.restart()
            : actions.play())
      },
      skip: () => void actions.skip(),
      more: () => void actions.adjust(60),
      less: () => void actions.adjust(-60),
      chat: () => latest.current.toggleChat?.(),
      queue: () => latest.current.toggleQueue(),
      board: () => latest.current.toggle('board'),
      focus: () => latest.current.toggle('focus'),
      mute: () => changeAlerts({ muted: !alertPreferences.get().muted }),
      invite: () => latest.current.toggle('invite'),
      history: () => latest.current.toggle('history'),
      you: () => latest.current.toggle('you'),
      shortcuts: () => latest.current.toggle('shortcuts'),
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTaken(event)) return
      const shortcut = shortcutOf(event.key, {
        isHost: selectIsHost(store.getState()),
        inFocusView: document.querySelector(`dialog:modal${liveDialog}`) !== null,
      })
      if (!shortcut) return
      event.preventDefault()
      run[shortcut]()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [store, actions])
}

function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey)
    return true
  const target = event.target as Element
  if (target.closest('input, textarea, select, [contenteditable], [role=menu], [role=tablist]'))
    return true
  if (document.querySelector(`dialog:modal:not(${liveDialog}), [aria-modal=true]`)) return true
  return event.key === ' ' && target.closest('button, a, summary, [role=button]') !== null
}
