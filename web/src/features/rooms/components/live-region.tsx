import { useEffect, useRef, useState } from 'react'
import { useT } from '@/lib/i18n/use-t'
import { useCurrentSegment, useSecondsLeft, useTimer } from '../hooks/use-room'
import { useSegmentLabel } from '../hooks/use-segment-label'
import { announcementBetween, type Announcement, type Moment } from '../lib/announcements'

/** Speaks at the start, five minutes and one minute before the end, and at the end; nothing else (Q1). */
export function LiveRegion() {
  const { t } = useT()
  const { status, segmentId, plannedSec } = useTimer()
  const labelOf = useSegmentLabel()
  const { segment } = useCurrentSegment()
  const label = segment ? labelOf(segment) : ''
  const leftSec = useSecondsLeft()
  const [said, setSaid] = useState('')
  const before = useRef<Moment | null>(null)

  useEffect(() => {
    const minutes = Math.max(1, Math.round(leftSec / 60))
    const sentences: Record<Announcement, () => string> = {
      started: () => t('room.say.started', { label, minutes }),
      'five-minutes': () => t('room.say.five', { label }),
      'one-minute': () => t('room.say.one', { label }),
      'next-started': () => t('room.say.next', { label, minutes }),
      'segment-over': () => t('room.say.over', { label }),
      'all-over': () => t('room.say.allOver'),
    }
    const now: Moment = { status, segmentId, plannedSec, leftSec }
    const announcement = before.current && announcementBetween(before.current, now)
    before.current = now
    if (announcement) setSaid(sentences[announcement]())
  }, [status, segmentId, plannedSec, leftSec, label, t])

  return (
    <p role="status" aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
