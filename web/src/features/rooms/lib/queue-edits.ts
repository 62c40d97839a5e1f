import type { Queue, Segment, SegmentKind } from '@api/events'

export const maxSegments = 50
export const maxLabelLength = 100
export const minMinutes = 1
export const maxMinutes = 120

export const defaultMinutes: Record<SegmentKind, number> = {
  focus: 25,
  break: 5,
  long_break: 15,
  custom: 10,
}

/** What the server calls a segment that came without a label. */
export const defaultLabels: Record<SegmentKind, string> = {
  focus: 'Focus',
  break: 'Short break',
  long_break: 'Long break',
  custom: 'Custom',
}

/**
 * What changed in a segment. A label that was only the name of its kind follows the kind; an emptied one keeps the
 * old. `shownLabel` is what the label looked like to the person, who may read another language.
 */
export function segmentChanges(
  segment: Segment,
  shownLabel: string,
  wanted: Pick<Segment, 'kind' | 'label' | 'durationSec'>,
): Partial<Omit<Segment, 'id'>> {
  const label = wanted.label.trim()
  const renamed = label !== '' && label !== shownLabel
  const followsKind = !renamed && segment.label === defaultLabels[segment.kind]
  const kindChanged = wanted.kind !== segment.kind
  return {
    ...(renamed && { label }),
    ...(kindChanged && { kind: wanted.kind }),
    ...(kindChanged && followsKind && { label: defaultLabels[wanted.kind] }),
    ...(wanted.durationSec !== segment.durationSec && { durationSec: wanted.durationSec }),
  }
}

/** An edit on its way to the server. Applying it twice changes nothing, so it may overlap with the server's answer. */
export type QueueEdit =
  | { type: 'add'; key: string; segment: Segment; index: number }
  | { type: 'update'; key: string; id: string; changes: Partial<Omit<Segment, 'id'>> }
  | { type: 'remove'; key: string; id: string }
  | { type: 'move'; key: string; id: string; index: number }

/** The queue as its editor sees it: the server's, with the edits still under way on top. */
export function applyEdits(segments: readonly Segment[], edits: readonly QueueEdit[]): Segment[] {
  return edits.reduce<Segment[]>((list, edit) => applyEdit(list, edit), [...segments])
}

function applyEdit(list: Segment[], edit: QueueEdit): Segment[] {
  switch (edit.type) {
    case 'add':
      return list.toSpliced(edit.index, 0, edit.segment)
    case 'update':
      return list.map((item) => (item.id === edit.id ? { ...item, ...edit.changes } : item))
    case 'remove':
      return list.filter((item) => item.id !== edit.id)
    case 'move':
      return moveTo(list, edit.id, edit.index)
  }
}

/** `list` with the segment `id` at `index`, counted as if it had been taken out first. */
export function moveTo(list: readonly Segment[], id: string, index: number): Segment[] {
  const item = list.find((segment) => segment.id === id)
  if (!item) return [...list]
  return list.filter((segment) => segment.id !== id).toSpliced(index, 0, item)
}

/** Keeps the newer of two queues; events may arrive after an answer that already holds more. */
export function newerQueue(current: Queue | null, incoming: Queue): Queue {
  return current !== null && incoming.version < current.version ? current : incoming
}

/** Drops additions that `after` already holds, so that a row never shows twice between the event and its ack. */
export function withoutLanded(
  edits: readonly QueueEdit[],
  before: Queue,
  after: Queue,
): QueueEdit[] {
  const known = new Set(before.segments.map((segment) => segment.id))
  const fresh = after.segments.filter((segment) => !known.has(segment.id))
  return edits.filter((edit) => {
    if (edit.type !== 'add') return true
    const landed = fresh.findIndex((segment) => sameContent(segment, edit.segment))
    if (landed >= 0) fresh.splice(landed, 1)
    return landed < 0
  })
}

function sameContent(a: Segment, b: Segment): boolean {
  return a.kind === b.kind && a.durationSec === b.durationSec && a.label === b.label
}

export type TemplateName = 'classic' | 'fifty_ten' | 'sprint'

type Plan = readonly (readonly [SegmentKind, number])[]
/** Minutes of focus, break and long break. */
export type Times = Pick<typeof defaultMinutes, 'focus' | 'break' | 'long_break'>

const templatePlans: Record<TemplateName, (times: Times) => Plan> = {
  classic: (times) => [
    ...rounds(3, times.focus, times.break),
    ['focus', times.focus],
    ['long_break', times.long_break],
  ],
  fifty_ten: () => rounds(3, 50, 10),
  sprint: () => rounds(4, 15, 3),
}

function rounds(count: number, focus: number, rest: number): Plan {
  return Array.from({ length: count }, () => [
    ['focus', focus] as const,
    ['break', rest] as const,
  ]).flat()
}

/**
 * The segments of a template, without labels: the server gives each its kind's name. The classic one takes a person's
 * own `times`; the others are named after theirs.
 */
export function templateSegments(
  name: TemplateName,
  times: Times = defaultMinutes,
): { kind: SegmentKind; durationSec: number }[] {
  return templatePlans[name](times).map(([kind, minutes]) => ({ kind, durationSec: minutes * 60 }))
}

/** Whole minutes out of what somebody typed: nothing or nonsense keeps `fallback`, the rest is brought into 1–120. */
export function parseMinutes(text: string, fallback: number): number {
  const value = Number.parseFloat(text.replace(',', '.'))
  if (!Number.isFinite(value)) return fallback
  return Math.min(maxMinutes, Math.max(minMinutes, Math.round(value)))
}
