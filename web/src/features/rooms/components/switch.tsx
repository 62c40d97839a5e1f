import { useId } from 'react'
import { cn } from '@/lib/cn'

interface SwitchProps {
  label: string
  hint?: string
  checked: boolean
  onChange: (checked: boolean) => void
}

/** One line with an on/off switch at its end; the whole line is its label. */
export function Switch({ label, hint, checked, onChange }: SwitchProps) {
  const hintId = useId()
  return (
    <label className="flex min-h-14 cursor-pointer items-center justify-between gap-4 py-2">
      <span>
        <span className="block font-bold text-ink">{label}</span>
        {hint && (
          <span id={hintId} className="block text-sm text-ink-3">
            {hint}
          </span>
        )}
      </span>
      <span
        className={cn(
          'relative h-7 w-12 shrink-0 rounded-full border-2 transition-colors duration-(--dur-fast)',
          'has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary',
          checked ? 'border-primary bg-primary' : 'border-line-strong bg-surface-2',
        )}
      >
        <input
          type="checkbox"
          role="switch"
          aria-label={label}
          aria-checked={checked}
          aria-describedby={hint ? hintId : undefined}
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          className="absolute inset-0 size-full cursor-pointer opacity-0"
        />
        <span
          aria-hidden
          className={cn(
            'pointer-events-none absolute top-0.5 size-5 rounded-full transition-[left] duration-(--dur-fast)',
            checked ? 'left-[1.375rem] bg-on-primary' : 'left-0.5 bg-line-strong',
          )}
        />
      </span>
    </label>
  )
}
