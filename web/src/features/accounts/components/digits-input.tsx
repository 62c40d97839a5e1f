import type { ComponentPropsWithRef } from 'react'
import { cn } from '@/lib/cn'

interface DigitsInputProps extends Omit<ComponentPropsWithRef<'input'>, 'value' | 'onChange'> {
  value: string
  onChange: (digits: string) => void
  /** The last digit is there. */
  onComplete: (digits: string) => void
}

export const digitCount = 6

/**
 * A code of six digits, a box each. It is one input under the boxes, so that typing, pasting (also "123 456") and what
 * the browser fills in all work; put it into a `Field`.
 */
export function DigitsInput({ value, onChange, onComplete, ...rest }: DigitsInputProps) {
  const type = (text: string) => {
    const digits = text.replaceAll(/\D/g, '').slice(0, digitCount)
    onChange(digits)
    if (digits.length === digitCount && digits !== value) onComplete(digits)
  }
  const active = Math.min(value.length, digitCount - 1)
  return (
    <div className="group relative">
      <div aria-hidden className="grid grid-cols-6 gap-2">
        {Array.from({ length: digitCount }, (_, at) => (
          <span
            key={at}
            className={cn(
              'tnum grid h-14 place-content-center rounded-md border bg-surface text-2xl font-extrabold',
              rest['aria-invalid'] ? 'border-danger bg-danger-soft/40' : 'border-line-strong',
              at === active &&
                'group-focus-within:border-primary group-focus-within:ring-2 group-focus-within:ring-primary',
            )}
          >
            {value[at]}
          </span>
        ))}
      </div>
      <input
        {...rest}
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
        value={value}
        onChange={(event) => type(event.target.value)}
        className="absolute inset-0 size-full cursor-text rounded-md opacity-0"
      />
    </div>
  )
}
