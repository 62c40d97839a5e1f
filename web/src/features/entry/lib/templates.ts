import type { Template } from '@api/events'
import { templateSegments, type Times } from '@/features/rooms/lib/queue-edits'

export const templates: readonly Template[] = ['classic', 'fifty_ten', 'sprint', 'empty']

/** What a room starts with under a template, with the host's own `times` in the classic one. */
export function segmentsOf(template: Template, times?: Times) {
  return template === 'empty' ? [] : templateSegments(template, times)
}

/** Length of a whole template in hours and minutes. */
export function lengthOf(template: Template, times?: Times): { hours: number; minutes: number } {
  const total =
    segmentsOf(template, times).reduce((sum, { durationSec }) => sum + durationSec, 0) / 60
  return { hours: Math.floor(total / 60), minutes: total % 60 }
}
