import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cn } from '@/lib/cn'

interface IconButtonProps extends ComponentPropsWithRef<'button'> {
  /** What it does: its accessible name and its tooltip. */
  label: string
  /** `md` 44 px, for main controls; `sm` 36 px, for tools in a row. */
  size?: 'sm' | 'md'
  variant?: 'ghost' | 'outline' | 'soft'
  children: ReactNode
}

const variants = {
  ghost: 'text-ink-2 hover:bg-surface-2 hover:text-ink',
  outline: 'border border-line-strong bg-surface text-ink hover:bg-surface-2',
  soft: 'bg-primary-soft text-primary-ink hover:brightness-97',
}

export function IconButton(props: IconButtonProps) {
  const { label, size = 'md', variant = 'ghost', className, children, ...rest } = props
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={cn(
        'inline-grid shrink-0 place-content-center rounded-full transition-colors duration-(--dur-fast)',
        'disabled:pointer-events-none disabled:opacity-45',
        size === 'md' ? 'size-11' : 'size-9',
        variants[variant],
        className,
      )}
    >
      {children}
    </button>
  )
}
