import type { Segment, SegmentKind } from '@api/events'
import {
  useEffect,
  useRef,
  useState,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { useKindNames } from '../hooks/use-kind-names'
import { useSegmentLabel } from '../hooks/use-segment-label'
import { defaultMinutes, maxLabelLength, parseMinutes } from '../lib/queue-edits'
import { KindPicker } from './kind-picker'
import { MinutesField } from './minutes-field'

export interface SegmentDraft extends Pick<Segment, 'kind' | 'label' | 'durationSec'> {
  /** What the label looked like when the form opened. */
  shownLabel: string
}

interface SegmentFormProps {
  /** Its accessible name. */
  title: string
  /** The one to change; without, it is about a new one. */
  segment?: Segment
  /** What the button says that submits it. */
  action: string
  busy?: boolean
  className?: string
  /** Between the fields and the buttons. */
  children?: ReactNode
  onSubmit: (draft: SegmentDraft) => void
  onClose: () => void
}

/** Name, length and kind of a segment. What is typed stays here until it is submitted, whatever arrives meanwhile. */
export function SegmentForm(props: SegmentFormProps) {
  const { title, segment, action, busy, className, children, onSubmit, onClose } = props
  const { t } = useT()
  const kindNames = useKindNames()
  const labelOf = useSegmentLabel()
  const [shownLabel] = useState(segment ? labelOf(segment) : '')
  const [label, setLabel] = useState(shownLabel)
  const [kind, setKind] = useState<SegmentKind>(segment?.kind ?? 'focus')
  const planned = segment ? Math.round(segment.durationSec / 60) : defaultMinutes[kind]
  const [typed, setTyped] = useState<string | null>(null)
  const minutes = typed ?? String(planned)

  // Opened near the edge of a list, its buttons would be out of sight.
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.scrollIntoView?.({ block: 'nearest' })
  }, [])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const length = parseMinutes(minutes, planned)
    const durationSec = segment && length === planned ? segment.durationSec : length * 60
    onSubmit({ kind, label, durationSec, shownLabel })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onClose()
  }
  return (
    <form
      ref={form}
      aria-label={title}
      onSubmit={submit}
      onKeyDown={onKeyDown}
      className={cn(
        'flex flex-col gap-3 rounded-md border border-line-strong bg-surface-2 p-3',
        className,
      )}
    >
      <div className="flex gap-3">
        <Field label={t('room.segment.label')} className="min-w-0 flex-1">
          {(control) => (
            <TextInput
              {...control}
              autoFocus
              maxLength={maxLabelLength}
              placeholder={shownLabel || kindNames[kind]}
              value={label}
              onFocus={(event) => event.target.select()}
              onChange={(event) => setLabel(event.target.value)}
            />
          )}
        </Field>
        <MinutesField
          label={t('room.segment.minutes')}
          className="w-20 shrink-0"
          text={minutes}
          fallback={planned}
          onType={setTyped}
        />
      </div>
      <KindPicker value={kind} onChange={setKind} />
      {children}
      <div className="flex justify-end gap-2">
        <Button variant="outline" size="sm" className="min-h-11" onClick={onClose}>
          {t('room.cancel')}
        </Button>
        <Button type="submit" size="sm" className="min-h-11" busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  )
}
