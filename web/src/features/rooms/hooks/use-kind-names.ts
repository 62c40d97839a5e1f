import type { SegmentKind } from '@api/events'
import { defaultLabels } from '../lib/queue-edits'
import { useSegmentLabel } from './use-segment-label'

/** The kinds of segments by the names that people see. */
export function useKindNames(): Record<SegmentKind, string> {
  const nameOf = useSegmentLabel()
  const name = (kind: SegmentKind) => nameOf({ kind, label: defaultLabels[kind] })
  return {
    focus: name('focus'),
    break: name('break'),
    long_break: name('long_break'),
    custom: name('custom'),
  }
}
