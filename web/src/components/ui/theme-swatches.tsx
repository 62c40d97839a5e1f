import type { Theme } from '@api/events'
import { useId } from 'react'
import { cn } from '@/lib/cn'
import { useThemeNames } from '@/lib/theme-names'
import { themes } from '@/lib/themes'

interface ThemeSwatchesProps {
  /** What is being chosen, such as "Pick a vibe"; visible unless `hideLegend`. */
  legend: string
  /** Null for none of them. */
  value: Theme | null
  onChange: (theme: Theme) => void
  /** Writes the name under each. */
  named?: boolean
  hideLegend?: boolean
  className?: string
}

/** Six round swatches, one of them chosen: radio buttons for keyboard and screen reader. */
export function ThemeSwatches(props: ThemeSwatchesProps) {
  const { legend, value, onChange, named, hideLegend, className } = props
  const group = useId()
  const names = useThemeNames()
  return (
    <fieldset className={cn('min-w-0', className)}>
      <legend className={hideLegend ? 'sr-only' : 'mb-1.5 text-sm font-bold'}>{legend}</legend>
      <div className={named ? 'grid grid-cols-3 gap-1 sm:grid-cols-6' : 'flex flex-wrap gap-1'}>
        {themes.map(({ id, swatch }) => (
          <label
            key={id}
            title={named ? undefined : names[id]}
            className={cn(
              'relative flex cursor-pointer flex-col items-center gap-1.5 rounded-md p-1.5 text-sm font-bold text-ink-2',
              'hover:bg-surface-2 has-checked:text-ink',
              'has-focus-visible:outline-3 has-focus-visible:outline-primary',
            )}
          >
            <input
              type="radio"
              name={group}
              value={id}
              checked={value === id}
              onChange={() => onChange(id)}
              aria-label={names[id]}
              className="sr-only"
            />
            <span
              aria-hidden
              className={cn(
                'block rounded-full ring-2 ring-offset-3 ring-offset-surface forced-color-adjust-none',
                value === id ? 'ring-primary' : 'ring-line',
                named ? 'size-10' : 'size-7',
              )}
              style={{
                background: `linear-gradient(135deg, ${swatch[0]} 49.5%, ${swatch[1]} 50.5%)`,
              }}
            />
            {named && <span className="text-center leading-tight">{names[id]}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
