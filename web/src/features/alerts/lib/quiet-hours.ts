import type { AlertPreferences } from './preferences'

/** Whether `now`, in this device's time zone, lies in the quiet hours; equal times mean the whole day. */
export function isQuiet({ on, from, to }: AlertPreferences['quiet'], now: Date): boolean {
  if (!on) return false
  const time = now.getHours() * 60 + now.getMinutes()
  const start = minutesOf(from)
  const end = minutesOf(to)
  if (start < end) return time >= start && time < end
  return time >= start || time < end
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
