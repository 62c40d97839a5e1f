export type SegmentKind = 'focus' | 'break' | 'long_break' | 'custom'
export type Segment = { id: string; kind: SegmentKind; label: string; durationSec: number; countsAsFocus: boolean }
export type Timer = {
  version: number
  status: 'idle' | 'running' | 'paused' | 'ended'
  index: number
  segmentId: string | null
  plannedSec: number
  startedAt: number | null
  endsAt: number | null
  remainingMs: number
  serverNow: number
}
export type Queue = { version: number; segments: Segment[] }
