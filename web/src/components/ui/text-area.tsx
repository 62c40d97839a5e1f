import type { ComponentPropsWithRef } from 'react'
import { cn } from '@/lib/cn'

/** A text control of several lines; put it into a `Field`. */
export function TextArea({ className, ...rest }: ComponentPropsWithRef<'textarea'>) {
  return (
    <textarea
      {...rest}
      className={cn(
        'w-full resize-y rounded-md border border-line-strong bg-surface px-4 py-3 text-ink',
        'placeholder:text-ink-3 aria-invalid:border-danger aria-invalid:bg-danger-soft/40',
        className,
      )}
    />
  )
}
