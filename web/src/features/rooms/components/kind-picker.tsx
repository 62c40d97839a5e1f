import type { SegmentKind } from '@api/events'
import { useId } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { useKindNames } from '../hooks/use-kind-names'
import { SegmentIcon } from './segment-icon'

const kinds: readonly SegmentKind[] = ['focus', 'break', 'long_break', 'custom']

interface KindPickerProps {
  value: SegmentKind
  onChange: (kind: SegmentKind) => void
}

/** The four kinds as icons; radio buttons for keyboard and screen reader. */
export function KindPicker({ value, onChange }: KindPickerProps) {
  const { t } = useT()
  const group = useId()
  const names = useKindNames()
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-bold">{t('room.segment.kind')}</legend>
      <div className="flex gap-1">
        {kinds.map((kind) => (
          <label
            key={kind}
            title={names[kind]}
            className="cursor-pointer rounded-full border-2 border-transparent p-0.5 has-checked:border-primary has-focus-visible:outline-3 has-focus-visible:outline-primary"
          >
            <input
              type="radio"
              name={group}
              value={kind}
              checked={value === kind}
              aria-label={names[kind]}
              onChange={() => onChange(kind)}
              className="sr-only"
            />
            <SegmentIcon kind={kind} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
