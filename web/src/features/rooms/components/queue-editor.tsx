import { Fragment, lazy, Suspense, useRef, useState } from 'react'
import { useSegments } from '../hooks/use-room'
import { useSorting } from '../hooks/use-sorting'
import { EditableSegment } from './editable-segment'
import { SegmentRow } from './segment-row'

const SegmentEditor = lazy(() =>
  import('./segment-editor').then((module) => ({ default: module.SegmentEditor })),
)

/** The host's queue: rows to move by mouse, touch and keyboard, one of them open for editing. */
export function QueueEditor() {
  const segments = useSegments()
  const list = useRef<HTMLOListElement>(null)
  const [openId, setOpenId] = useState<string | null>(null)
  // Whose editor was closed last: the focus goes back to its row.
  const [closedId, setClosedId] = useState<string | null>(null)
  const { sorting, reach } = useSorting(list, openId !== null)
  const Frame = sorting?.SortingFrame ?? Fragment
  const Row = sorting?.SortableSegment ?? EditableSegment

  const close = () => {
    setClosedId(openId)
    setOpenId(null)
  }
  return (
    <Frame>
      <ol ref={list} {...reach} className="flex flex-col gap-2">
        {segments.map((segment, index) =>
          segment.id === openId ? (
            <li key={segment.id}>
              <Suspense fallback={<SegmentRow segment={segment} index={index} />}>
                <SegmentEditor segment={segment} index={index} onClose={close} />
              </Suspense>
            </li>
          ) : (
            <Row
              key={segment.id}
              segment={segment}
              index={index}
              focusOnOpen={segment.id === closedId}
              onOpen={() => setOpenId(segment.id)}
            />
          ),
        )}
      </ol>
    </Frame>
  )
}
