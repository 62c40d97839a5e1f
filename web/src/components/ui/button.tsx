import type { ComponentPropsWithRef } from 'react'
import { cn } from '@/lib/cn'
import { buttonClass, type ButtonSize, type ButtonVariant } from './button-class'

interface ButtonProps extends ComponentPropsWithRef<'button'> {
  variant?: ButtonVariant
  size?: ButtonSize
  /** Shows three bouncing dots over the label and ignores clicks; the width stays. */
  busy?: boolean
}

export function Button({
  variant,
  size,
  busy,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={cn(buttonClass(variant, size), 'relative', className)}
    >
      {busy && (
        <span aria-hidden className="absolute inset-0 flex items-center justify-center gap-1.5">
          {[0, 150, 300].map((delay) => (
            <span
              key={delay}
              className="anim-bob size-2 rounded-full bg-current"
              style={{ animationDuration: '900ms', animationDelay: `${delay}ms` }}
            />
          ))}
        </span>
      )}
      <span className={cn('inline-flex items-center gap-[inherit]', busy && 'opacity-0')}>
        {children}
      </span>
    </button>
  )
}
