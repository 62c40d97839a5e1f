import { useSegments } from '../hooks/use-room'
import { SegmentRow } from './segment-row'

/** The queue to read. */
export function QueueList() {
  const segments = useSegments()
  return (
    <ol className="flex flex-col gap-2">
      {segments.map((segment, index) => (
        <li key={segment.id}>
          <SegmentRow segment={segment} index={index} />
        </li>
      ))}
    </ol>
  )
}
