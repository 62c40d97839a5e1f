import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { maxMinutes, minMinutes, parseMinutes } from '../lib/queue-edits'

interface MinutesFieldProps {
  label: string
  className?: string
  /** What stands there, as typed. */
  text: string
  /** What it becomes when the field is left with something that is no number. */
  fallback: number
  onType: (text: string) => void
  /** Left, or Enter was pressed. */
  onDone?: (minutes: number) => void
}

/** How many minutes a segment lasts. */
export function MinutesField(props: MinutesFieldProps) {
  const { label, className, text, fallback, onType, onDone } = props
  const done = () => {
    const minutes = parseMinutes(text, fallback)
    onType(String(minutes))
    onDone?.(minutes)
  }
  return (
    <Field label={label} className={className}>
      {(control) => (
        <TextInput
          {...control}
          type="number"
          inputMode="numeric"
          min={minMinutes}
          max={maxMinutes}
          className="px-3"
          value={text}
          onChange={(event) => onType(event.target.value)}
          onBlur={done}
          onKeyDown={(event) => {
            if (event.key === 'Enter') done()
          }}
        />
      )}
    </Field>
  )
}
