import type { SegmentKind } from '@api/events'
import { useT } from '@/lib/i18n/use-t'

/** The kinds of segments by the names that people see. */
export function useKindNames(): Record<SegmentKind, string> {
  const { t } = useT()
  return {
    focus: t('room.kind.focus'),
    break: t('room.kind.break'),
    long_break: t('room.kind.long_break'),
    custom: t('room.kind.custom'),
  }
}
