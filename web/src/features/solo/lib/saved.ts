import type { Segment, Timer } from '@api/events'
import { fieldsOf, storedJson } from '@/lib/remembered-value'
import { remember } from '@/lib/storage'
import { advance, type Plan } from './local-timer'

const key = 'pomopomo.solo'
/** Older ones are of another day. */
const keptMs = 12 * 60 * 60_000

/** A solo sitting as this browser keeps it. Its times are the browser's own. */
export interface Saved {
  /** The room on the server; null before it was reached. */
  code: string | null
  plan: Plan
  timer: Timer
  /** When it was kept last. */
  at: number
}

export function save(saved: Saved | null): void {
  remember(key, JSON.stringify(saved))
}

/** The sitting that still goes on, or null. */
export function savedSitting(now: number): Saved | null {
  const { code, plan, timer, at } = fieldsOf(storedJson(key))
  if (typeof at !== 'number' || now - at > keptMs || !isPlan(plan) || !isTimer(timer)) return null
  const saved = { code: typeof code === 'string' ? code : null, plan, timer, at }
  const { status } = advance(timer, plan, now)
  return status === 'running' || status === 'paused' ? saved : null
}

function isPlan(value: unknown): value is Plan {
  const { segments, autoStart } = fieldsOf(value)
  return Array.isArray(segments) && segments.every(isSegment) && typeof autoStart === 'object'
}

function isSegment(value: unknown): value is Segment {
  const { id, kind, durationSec } = fieldsOf(value)
  return typeof id === 'string' && typeof kind === 'string' && Number(durationSec) > 0
}

function isTimer(value: unknown): value is Timer {
  const { status, index, remainingMs, endsAt } = fieldsOf(value)
  const known = typeof status === 'string' && Number.isInteger(index)
  return known && typeof remainingMs === 'number' && (endsAt === null || typeof endsAt === 'number')
}
