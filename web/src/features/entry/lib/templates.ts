import type { Template } from '@api/events'
import { templateSegments } from '@/features/rooms/lib/queue-edits'

export const templates: readonly Template[] = ['classic', 'fifty_ten', 'sprint', 'empty']

/** What a room starts with under a template. */
export function segmentsOf(template: Template) {
  return template === 'empty' ? [] : templateSegments(template)
}

/** Length of a whole template in hours and minutes. */
export function lengthOf(template: Template): { hours: number; minutes: number } {
  const total = segmentsOf(template).reduce((sum, { durationSec }) => sum + durationSec, 0) / 60
  return { hours: Math.floor(total / 60), minutes: total % 60 }
}
