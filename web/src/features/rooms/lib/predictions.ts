import { currentIndex, remainingMs } from './timer'
import type { Segment, Timer } from '@api/events'

/**
 * When each segment ends if nothing interrupts, in server time; null for what is over. Running: from its real end;
 * paused: from now with what is left; idle: as if started now. After the end of the queue nothing is predicted.
 */
export function predictedEnds(
  timer: Timer,
  segments: readonly Segment[],
  now: number,
): (number | null)[] {
  const current = currentIndex(timer, segments)
  let end = now
  return segments.map((segment, index) => {
    if (current < 0 || index < current) return null
    end += index === current ? remainingMs(timer, now) : segment.durationSec * 1_000
    return end
  })
}

/** When the last segment ends, or null when there is nothing left. */
export function allDoneAt(timer: Timer, segments: readonly Segment[], now: number): number | null {
  return predictedEnds(timer, segments, now).at(-1) ?? null
}

/** A time of day as people write it where the reader lives (12 or 24 hours). */
export function formatTimeOfDay(at: number, locale: string): string {
  return timeFormat(locale).format(at)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function timeFormat(locale: string): Intl.DateTimeFormat {
  const known = formats.get(locale)
  if (known) return known
  const made = new Intl.DateTimeFormat(regional(locale), { hour: 'numeric', minute: '2-digit' })
  formats.set(locale, made)
  return made
}

/** The language of the page as the browser's owner has it: English here is British for some. */
function regional(locale: string): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === locale) ?? locale
}
