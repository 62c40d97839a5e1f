import { useT } from '@/lib/i18n/use-t'
import { useSegments } from '../hooks/use-room'
import { SegmentRow } from './segment-row'

/** The queue to read. It can have the focus, so that the arrow keys scroll it where it is longer than its place. */
export function QueueList() {
  const { t } = useT()
  const segments = useSegments()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ol tabIndex={0} aria-label={t('room.queue')} className="flex flex-col gap-2 rounded-md">
      {segments.map((segment, index) => (
        <li key={segment.id}>
          <SegmentRow segment={segment} index={index} />
        </li>
      ))}
    </ol>
  )
}
