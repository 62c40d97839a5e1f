import type { Segment } from '@api/events'
import { Play } from 'lucide-react'
import { useState, type FormEvent, type KeyboardEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { useT } from '@/lib/i18n/use-t'
import { useCurrentSegment, useRoomActions, useTimer } from '../hooks/use-room'
import { useSegmentLabel } from '../hooks/use-segment-label'
import {
  maxLabelLength,
  maxMinutes,
  minMinutes,
  parseMinutes,
  segmentChanges,
} from '../lib/queue-edits'
import { KindPicker } from './kind-picker'

interface SegmentEditorProps {
  segment: Segment
  index: number
  onClose: () => void
}

/** Changes one segment in place. What is typed stays here until it is saved, whatever arrives meanwhile. */
export function SegmentEditor({ segment, index, onClose }: SegmentEditorProps) {
  const { t } = useT()
  const actions = useRoomActions()
  const [shownLabel] = useState(useSegmentLabel()(segment))
  const [label, setLabel] = useState(shownLabel)
  const [kind, setKind] = useState(segment.kind)
  const plannedMinutes = Math.round(segment.durationSec / 60)
  const [minutes, setMinutes] = useState(String(plannedMinutes))
  const canJump = useCanJump(index)

  const save = (event: FormEvent) => {
    event.preventDefault()
    const length = parseMinutes(minutes, plannedMinutes)
    const durationSec = length === plannedMinutes ? segment.durationSec : length * 60
    const changes = segmentChanges(segment, shownLabel, { kind, label, durationSec })
    if (Object.keys(changes).length > 0) void actions.updateSegment(segment.id, changes)
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
      aria-label={t('room.segment.edit', { label: shownLabel })}
      onSubmit={save}
      onKeyDown={onKeyDown}
      className="flex flex-col gap-3 rounded-md border border-line-strong bg-surface-2 p-3"
    >
      <Field label={t('room.segment.label')}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus
            maxLength={maxLabelLength}
            value={label}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setLabel(event.target.value)}
          />
        )}
      </Field>
      <div className="flex items-end gap-3">
        <Field label={t('room.segment.minutes')} className="w-24 shrink-0">
          {(control) => (
            <TextInput
              {...control}
              type="number"
              inputMode="numeric"
              min={minMinutes}
              max={maxMinutes}
              value={minutes}
              onChange={(event) => setMinutes(event.target.value)}
              onBlur={() => setMinutes(String(parseMinutes(minutes, plannedMinutes)))}
            />
          )}
        </Field>
        {canJump && (
          <Button
            variant="soft"
            size="sm"
            className="min-h-12 flex-1"
            onClick={() => {
              void actions.jump(index)
              onClose()
            }}
          >
            <Play className="size-4 fill-current" aria-hidden />
            {t('room.segment.jump')}
          </Button>
        )}
      </div>
      <KindPicker value={kind} onChange={setKind} />
      <div className="flex justify-end gap-2">
        <Button variant="outline" size="sm" className="min-h-11" onClick={onClose}>
          {t('room.cancel')}
        </Button>
        <Button type="submit" size="sm" className="min-h-11">
          {t('room.save')}
        </Button>
      </div>
    </form>
  )
}

/** Starting here makes sense for every segment but the one that already runs. */
function useCanJump(index: number): boolean {
  const { index: current } = useCurrentSegment()
  const { status } = useTimer()
  return index !== current || status === 'idle'
}
