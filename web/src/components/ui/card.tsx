import type { HTMLAttributes } from 'react'
import { cn } from '@/lib/cn'

/** A big round sheet of paper on the page. */
export function Card({ className, ...rest }: HTMLAttributes<HTMLDivElement>) {
  return (
    <div {...rest} className={cn('rounded-xl border border-line bg-surface shadow-2', className)} />
  )
}
