import type { Member, Room } from '@api/events'
import { defaultLabels, templateSegments } from '@/features/rooms/lib/queue-edits'
import type { RoomState } from '@/features/rooms/store'
import { intervals } from '@/features/you/lib/intervals'
import type { Plan } from './local-timer'

/** What a sitting alone begins with: the classic rounds, as long as this person likes them. */
export function freshPlan(): Plan {
  const segments = templateSegments('classic', intervals.get()).map((segment, at) => ({
    ...segment,
    id: `solo-${at}`,
    label: defaultLabels[segment.kind],
    countsAsFocus: segment.kind === 'focus',
  }))
  return { segments, autoStart: { focus: true, breaks: true } }
}

const me: Member = {
  id: 'solo',
  displayName: '',
  role: 'host',
  isHere: true,
  joinedAt: 0,
  status: 'here',
  muted: false,
}

/** A room of one as long as the server knows nothing of it. */
export function localRoom({ segments, autoStart }: Plan, now: number): Partial<RoomState> {
  const room: Room = {
    id: 'solo',
    code: '',
    name: null,
    theme: 'tomato',
    visibility: 'link',
    capacity: 2,
    locked: false,
    autoStart,
    quietChat: false,
    boardLocked: false,
    hostId: me.id,
    createdAt: now,
    expiresAt: now,
  }
  return { room, queue: { version: 0, segments: [...segments] }, members: [me], meId: me.id }
}
