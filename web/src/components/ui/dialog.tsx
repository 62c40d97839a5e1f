import { X } from 'lucide-react'
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { IconButton } from './icon-button'

export interface DialogProps {
  open: boolean
  /** Asked for by Escape, the close button and a click beside it. */
  onClose: () => void
  title: string
  /** Stays visible below the scrolling content. */
  footer?: ReactNode
  /** `sheet` comes up from the bottom of a phone and is a card on wider screens; `card` is always one. */
  shape?: 'card' | 'sheet'
  /** As high as it may be; the content scrolls by itself and reaches the edges. */
  fill?: boolean
  className?: string
  children: ReactNode
}

/**
 * A modal dialog on the browser's own: it traps the focus, makes the page behind inert and gives the focus back
 * to where it was. The content exists only while it is open.
 */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? <OpenDialog {...rest} /> : null
}

function OpenDialog(props: Omit<DialogProps, 'open'>) {
  const { onClose, title, footer, shape = 'card', fill, className, children } = props
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const { t } = useT()

  // A layout effect is undone while the element still stands in the page, and only then does closing it
  // give the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])

  return (
    // Clicks beside it are a convenience of the pointer: Escape and the close button do the same.
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
      className={cn('dialog', shape === 'sheet' && 'dialog-sheet', className)}
    >
      <div className="flex max-h-[inherit] flex-col">
        {shape === 'sheet' && (
          <span
            aria-hidden
            className="mx-auto mt-2.5 h-1.5 w-10 rounded-full bg-surface-3 sm:hidden"
          />
        )}
        <div className="flex items-center justify-between gap-4 py-3 pr-3 pl-5 sm:pt-4 sm:pl-6">
          <h2 id={titleId} className="text-xl">
            {title}
          </h2>
          <IconButton label={t('ui.close')} onClick={onClose}>
            <X className="size-5" aria-hidden />
          </IconButton>
        </div>
        <div
          className={cn(
            'min-h-0',
            fill
              ? 'flex h-dvh flex-col'
              : 'overflow-y-auto overscroll-contain px-5 pt-1 pb-6 sm:px-6',
          )}
        >
          {children}
        </div>
        {footer && <div className="border-t border-line px-5 py-4 sm:px-6">{footer}</div>}
      </div>
    </dialog>
  )
}
