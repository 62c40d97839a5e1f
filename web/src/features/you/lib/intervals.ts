import type { SegmentKind } from '@api/events'
import {
  defaultMinutes,
  maxMinutes,
  minMinutes,
  type Times,
} from '@/features/rooms/lib/queue-edits'
import { fieldsOf, rememberedValue, storedJson, useRemembered } from '@/lib/remembered-value'

export const usualIntervals: Times = {
  focus: defaultMinutes.focus,
  break: defaultMinutes.break,
  long_break: defaultMinutes.long_break,
}

const oldKey = 'pomopomoIntervals'

/** How long this person's segments are, in minutes. */
export const intervals = rememberedValue('pomopomo.intervals:v1', (stored) =>
  parseIntervals(stored === undefined ? fromOld(storedJson(oldKey)) : stored),
)

/** What a new segment of each kind lasts, in minutes. */
export function useDefaultMinutes(): Record<SegmentKind, number> {
  return { ...defaultMinutes, ...useRemembered(intervals) }
}

export function isUsual(times: Times): boolean {
  return (['focus', 'break', 'long_break'] as const).every(
    (kind) => times[kind] === usualIntervals[kind],
  )
}

function parseIntervals(stored: unknown): Times {
  const given = fieldsOf(stored)
  const minutes = (kind: keyof Times) => {
    const value = given[kind]
    const fits = typeof value === 'number' && value >= minMinutes && value <= maxMinutes
    return fits ? Math.round(value) : usualIntervals[kind]
  }
  return {
    focus: minutes('focus'),
    break: minutes('break'),
    long_break: minutes('long_break'),
  }
}

/** As the app before this one kept them. */
function fromOld(stored: unknown) {
  const { focusDuration, shortBreakDuration, longBreakDuration } = fieldsOf(stored)
  return { focus: focusDuration, break: shortBreakDuration, long_break: longBreakDuration }
}
