import { useEffect, useRef } from 'react'
import { useNotices } from '../lib/notices'

const shownMs = 2_400

/** Two soft pulses over everything, dialogs too; where motion is reduced, a coloured frame that stands still. */
export function AlertFlash() {
  const flash = useNotices((notices) => notices.flash)
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const shown = panel.current
    if (!flash || !shown) return
    shown.showPopover()
    const end = setTimeout(() => shown.hidePopover(), shownMs)
    return () => {
      clearTimeout(end)
      shown.hidePopover()
    }
  }, [flash])
  const colour = flash?.kind === 'break' ? 'var(--break)' : 'var(--focus)'
  return (
    <div
      ref={panel}
      popover="manual"
      aria-hidden
      data-flash={flash?.kind}
      className="alert-flash"
      style={{ '--flash': colour } as React.CSSProperties}
    />
  )
}
