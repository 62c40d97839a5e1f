import { useId, type ReactNode } from 'react'
import { cn } from '@/lib/cn'

/** What the control inside must carry so that label, hint and error belong to it. */
export interface FieldControl {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

interface FieldProps {
  label: string
  /** Shown after the label, for "optional". */
  note?: string
  hint?: string
  /** Replaces the hint and is read out when it appears. */
  error?: string
  className?: string
  children: (control: FieldControl) => ReactNode
}

/** Label above, control, and below it the hint or the error. */
export function Field({ label, note, hint, error, className, children }: FieldProps) {
  const id = useId()
  const helpId = `${id}-help`
  const help = error ?? hint
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-bold text-ink">
        {label}
        {note && <span className="ml-1.5 font-semibold text-ink-3">{note}</span>}
      </label>
      {children({
        id,
        'aria-describedby': help ? helpId : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      <p
        id={helpId}
        role={error ? 'alert' : undefined}
        className={cn('text-sm empty:hidden', error ? 'font-bold text-danger' : 'text-ink-3')}
      >
        {help}
      </p>
    </div>
  )
}
