import { CircleAlert, CircleCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { dismissToast, useToasts } from '@/lib/toast'

/** Where toasts appear; one on the page. It is a popover, to stay above an open dialog. */
export function Toaster() {
  const { toasts } = useToasts()
  const box = useRef<HTMLDivElement>(null)
  const count = toasts.length

  useEffect(() => {
    const element = box.current
    if (!element?.showPopover) return
    if (element.matches(':popover-open')) element.hidePopover()
    if (count > 0) element.showPopover()
  }, [count])

  return (
    <>
      <div role="status" aria-live="polite" className="sr-only">
        {toasts.map((toast) => (
          <p key={toast.id}>{toast.text}</p>
        ))}
      </div>
      <div
        ref={box}
        popover="manual"
        aria-hidden
        className="fixed inset-x-0 top-3 bottom-auto m-auto w-full max-w-md bg-transparent px-4 text-ink"
      >
        {toasts.map((toast) => (
          // A pointer may dismiss it early; everybody else just lets it pass.
          // oxlint-disable-next-line click-events-have-key-events, no-static-element-interactions
          <div
            key={toast.id}
            onClick={() => dismissToast(toast.id)}
            className="anim-rise mx-auto mb-2 flex w-fit items-center gap-2.5 rounded-full border border-line bg-surface px-5 py-3 text-[0.95rem] font-bold shadow-3"
          >
            {toast.kind === 'success' && <CircleCheck className="size-5 shrink-0 text-success" />}
            {toast.kind === 'error' && <CircleAlert className="size-5 shrink-0 text-danger" />}
            {toast.text}
          </div>
        ))}
      </div>
    </>
  )
}
