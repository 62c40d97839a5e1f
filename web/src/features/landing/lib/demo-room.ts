import type { Member, Room, Snapshot, Timer } from '@api/events'
import { templateSegments } from '@/features/rooms/lib/queue-edits'

/** The example stands in the second of four rounds. */
const index = 2
const leftMs = (17 * 60 + 41) * 1000

/** A room that exists only on the start page, to show what one looks like. `label` names its segments. */
export function demoSnapshot(now: number, label: string): Snapshot {
  const segments = templateSegments('classic').map((segment, at) => ({
    ...segment,
    id: `example-${at}`,
    label,
    countsAsFocus: segment.kind === 'focus',
  }))
  const plannedSec = segments[index]!.durationSec
  return {
    room: demoRoom(now),
    timer: demoTimer(now, segments[index]!.id, plannedSec),
    queue: { version: 1, segments },
    members: [demoMember],
    me: demoMember,
    tasks: [],
    proposals: [],
    serverNow: now,
    chat: { messages: [], hasEarlier: false },
    board: { boardId: 'example', sequence: 0 },
  }
}

const demoMember: Member = {
  id: 'example',
  displayName: 'Example',
  role: 'host',
  isHere: true,
  joinedAt: 0,
  status: 'here',
  muted: false,
}

function demoTimer(now: number, segmentId: string, plannedSec: number): Timer {
  return {
    version: 1,
    status: 'running',
    index,
    segmentId,
    plannedSec,
    startedAt: now,
    endsAt: now + leftMs,
    remainingMs: leftMs,
    serverNow: now,
  }
}

function demoRoom(now: number): Room {
  return {
    id: 'example',
    code: 'pomo-EXAMPL',
    name: null,
    theme: 'tomato',
    visibility: 'link',
    capacity: 2,
    locked: false,
    autoStart: { focus: true, breaks: true },
    quietChat: false,
    boardLocked: false,
    hostId: demoMember.id,
    createdAt: now,
    expiresAt: now,
  }
}
