import type { ComponentPropsWithRef } from 'react'
import { cn } from '@/lib/cn'

/** A one-line text control; put it into a `Field`. */
export function TextInput({ className, ...rest }: ComponentPropsWithRef<'input'>) {
  return (
    <input
      type="text"
      {...rest}
      className={cn(
        'min-h-12 w-full rounded-md border border-line-strong bg-surface px-4 text-ink',
        'placeholder:text-ink-3 disabled:opacity-60',
        'aria-invalid:border-danger aria-invalid:bg-danger-soft/40',
        className,
      )}
    />
  )
}
