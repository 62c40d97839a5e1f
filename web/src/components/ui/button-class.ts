import { cn } from '@/lib/cn'

export type ButtonVariant = 'primary' | 'soft' | 'outline' | 'ghost' | 'danger'
export type ButtonSize = 'sm' | 'md' | 'lg'

const variants: Record<ButtonVariant, string> = {
  primary:
    'bg-primary text-on-primary shadow-[inset_0_1px_0_rgb(255_255_255/.18),0_8px_18px_-8px_var(--primary)] hover:bg-primary-hover',
  soft: 'bg-primary-soft text-primary-ink hover:brightness-97',
  outline: 'border border-line-strong bg-surface text-ink hover:bg-surface-2',
  ghost: 'text-ink-2 hover:bg-surface-2 hover:text-ink',
  danger: 'bg-danger-soft text-danger hover:brightness-97',
}

const sizes: Record<ButtonSize, string> = {
  sm: 'min-h-9 gap-1.5 px-4 text-sm',
  md: 'min-h-11 gap-2 px-5 text-[0.95rem]',
  lg: 'min-h-14 gap-2.5 px-7 text-lg',
}

/** The look of a button, for links that act like one. */
export function buttonClass(variant: ButtonVariant = 'primary', size: ButtonSize = 'md'): string {
  return cn(
    'inline-flex items-center justify-center rounded-full font-bold whitespace-nowrap select-none',
    'transition-[background-color,filter,transform] duration-(--dur-fast) active:scale-[.98]',
    'disabled:pointer-events-none disabled:opacity-55 aria-disabled:opacity-55',
    variants[variant],
    sizes[size],
  )
}
