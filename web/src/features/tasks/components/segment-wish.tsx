import type { ProposalContent, Segment, SegmentKind } from '@api/events'
import { useState, type FormEvent, type KeyboardEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { KindPicker } from '@/features/rooms/components/kind-picker'
import { useKindNames } from '@/features/rooms/hooks/use-kind-names'
import { useRoomSession } from '@/features/rooms/hooks/use-room'
import { useSegmentLabel } from '@/features/rooms/hooks/use-segment-label'
import {
  defaultMinutes,
  maxLabelLength,
  maxMinutes,
  minMinutes,
  parseMinutes,
  segmentChanges,
} from '@/features/rooms/lib/queue-edits'
import { cn } from '@/lib/cn'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { propose } from '../lib/task-actions'
import { useProposalError } from '../lib/use-tasks'

interface SegmentWishProps {
  label: string
  /** The one to change; without, a new one is asked for. */
  segment?: Segment
  className?: string
  onClose: () => void
}

/** A segment as a guest would have it. */
export function SegmentWish({ label: title, segment, className, onClose }: SegmentWishProps) {
  const { t } = useT()
  const session = useRoomSession()
  const errorText = useProposalError()
  const kindNames = useKindNames()
  const labelOf = useSegmentLabel()
  const [shownLabel] = useState(segment ? labelOf(segment) : '')
  const [kind, setKind] = useState<SegmentKind>(segment?.kind ?? 'focus')
  const [label, setLabel] = useState(shownLabel)
  const planned = segment ? Math.round(segment.durationSec / 60) : defaultMinutes[kind]
  const [typed, setMinutes] = useState<string | null>(null)
  const minutes = typed ?? String(planned)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const content = (): ProposalContent | null => {
    const length = parseMinutes(minutes, planned)
    if (!segment) {
      const named = label.trim() === '' ? {} : { label: label.trim() }
      return {
        type: 'add_segment',
        payload: { segment: { kind, durationSec: length * 60, ...named } },
      }
    }
    const durationSec = length === planned ? segment.durationSec : length * 60
    const changes = segmentChanges(segment, shownLabel, { kind, label, durationSec })
    if (Object.keys(changes).length === 0) return null
    return { type: 'edit_segment', payload: { id: segment.id, ...changes } }
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const wish = content()
    if (!wish) return onClose()
    setBusy(true)
    const refused = await propose(session, wish)
    setBusy(false)
    if (refused) return setError(errorText(refused))
    toast(t('proposals.sent'), 'success')
    onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onClose()
  }
  return (
    <form
      aria-label={title}
      onSubmit={(event) => void submit(event)}
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
              placeholder={kindNames[kind]}
              value={label}
              onChange={(event) => setLabel(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('room.segment.minutes')} className="w-20 shrink-0">
          {(control) => (
            <TextInput
              {...control}
              type="number"
              inputMode="numeric"
              min={minMinutes}
              max={maxMinutes}
              className="px-3"
              value={minutes}
              onChange={(event) => setMinutes(event.target.value)}
              onBlur={() => setMinutes(String(parseMinutes(minutes, planned)))}
            />
          )}
        </Field>
      </div>
      <KindPicker value={kind} onChange={setKind} />
      <p role="alert" className="text-sm font-bold text-danger empty:hidden">
        {error}
      </p>
      <div className="flex justify-end gap-2">
        <Button variant="outline" size="sm" className="min-h-11" onClick={onClose}>
          {t('room.cancel')}
        </Button>
        <Button type="submit" size="sm" className="min-h-11" busy={busy}>
          {t('proposals.send')}
        </Button>
      </div>
    </form>
  )
}
