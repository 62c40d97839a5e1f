import { ChevronDown } from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'
import { cn } from '@/lib/cn'

/** The browser's own list of choices, in the look of a `TextInput`; put it into a `Field`. */
export function SelectInput({ className, children, ...rest }: ComponentPropsWithRef<'select'>) {
  return (
    <span className="relative">
      <select
        {...rest}
        className={cn(
          'min-h-12 w-full cursor-pointer appearance-none rounded-md border border-line-strong bg-surface pr-11 pl-4 text-ink',
          'disabled:opacity-60 aria-invalid:border-danger aria-invalid:bg-danger-soft/40',
          className,
        )}
      >
        {children}
      </select>
      <ChevronDown
        className="pointer-events-none absolute top-1/2 right-4 size-5 -translate-y-1/2 text-ink-2"
        aria-hidden
      />
    </span>
  )
}
