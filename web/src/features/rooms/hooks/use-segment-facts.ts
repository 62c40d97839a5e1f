import type { Segment } from '@api/events'
import { useT } from '@/lib/i18n/use-t'
import { formatTimeOfDay, predictedEnds } from '../lib/predictions'
import { useCurrentSegment, useSegments, useServerNow, useTimer } from './use-room'

/** How often a prediction that moves with the time is made anew. */
const predictionStepMs = 10_000

export type SegmentFacts = { state: 'done' | 'now' | 'ahead'; detail: string }

/** What to say under a segment's name: done, now or when it ends. */
export function useSegmentFacts(segment: Segment, index: number): SegmentFacts {
  const { t, locale } = useT()
  const timer = useTimer()
  const { index: current } = useCurrentSegment()
  const end = usePredictedEnds()[index]
  const minutes = Math.round(segment.durationSec / 60)
  if (current < 0 || index < current)
    return { state: 'done', detail: t('room.segment.done', { minutes }) }
  const time = end === null || end === undefined ? '' : formatTimeOfDay(end, locale)
  const isNow = index === current && timer.status !== 'idle'
  if (isNow) return { state: 'now', detail: t('room.segment.now', { time }) }
  return {
    state: index === current ? 'now' : 'ahead',
    detail: t('room.segment.ahead', { minutes, time }),
  }
}

/** When each segment ends, in server time. */
export function usePredictedEnds(): (number | null)[] {
  const now = useServerNow(predictionStepMs)
  return predictedEnds(useTimer(), useSegments(), now)
}
