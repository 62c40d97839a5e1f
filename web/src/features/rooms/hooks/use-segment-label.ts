import type { Segment } from '@api/events'
import { useCallback } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { defaultLabels } from '../lib/queue-edits'

type Named = Pick<Segment, 'kind' | 'label'>

/** A segment's name; those that only carry the name of their kind are shown in the reader's language. */
export function useSegmentLabel(): (segment: Named) => string {
  const { t } = useT()
  return useCallback(
    ({ kind, label }) => {
      if (label !== defaultLabels[kind]) return label
      const names = {
        focus: t('room.kind.focus'),
        break: t('room.kind.break'),
        long_break: t('room.kind.long_break'),
        custom: t('room.kind.custom'),
      }
      return names[kind]
    },
    [t],
  )
}
