import { useId, useRef, useState, type ReactNode, type RefObject } from 'react'
import { cn } from '@/lib/cn'

/** What the button that opens it must carry. */
export interface PopoverTrigger {
  ref: RefObject<HTMLButtonElement | null>
  popoverTarget: string
  'aria-expanded': boolean
  'aria-controls': string
}

interface PopoverProps {
  /** Accessible name of what opens. */
  label: string
  trigger: (props: PopoverTrigger) => ReactNode
  className?: string
  /** The content; `close` shuts it and gives the focus back to the button. */
  children: ReactNode | ((close: () => void) => ReactNode)
}

const gap = 8
const margin = 12

/** A small panel under its button, on the browser's own popover: Escape or a click beside it closes it. */
export function Popover({ label, trigger, className, children }: PopoverProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  const close = () => {
    panel.current?.hidePopover()
    button.current?.focus()
  }
  return (
    <>
      {trigger({ ref: button, popoverTarget: id, 'aria-expanded': open, 'aria-controls': id })}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        onToggle={(event) => {
          const opened = event.newState === 'open'
          setOpen(opened)
          if (opened && button.current && panel.current) place(panel.current, button.current)
        }}
        className={cn(
          'fixed inset-auto m-0 max-w-[calc(100vw-24px)] rounded-lg border border-line bg-surface p-2 text-ink shadow-3',
          className,
        )}
      >
        {open && (typeof children === 'function' ? children(close) : children)}
      </div>
    </>
  )
}

/** Below the button, its right edges aligned, inside the window; above it where there is no room below. */
function place(panel: HTMLElement, button: HTMLElement): void {
  const anchor = button.getBoundingClientRect()
  const { innerWidth, innerHeight } = window
  requestAnimationFrame(() => {
    const { width, height } = panel.getBoundingClientRect()
    const left = Math.min(Math.max(margin, anchor.right - width), innerWidth - width - margin)
    const fitsBelow = anchor.bottom + gap + height <= innerHeight
    panel.style.left = `${left}px`
    panel.style.top = `${fitsBelow ? anchor.bottom + gap : Math.max(margin, anchor.top - gap - height)}px`
  })
}
