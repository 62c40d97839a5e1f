import type { Room, RoomChange } from '@api/events'

export const maxRoomNameLength = 60
export const capacityLimits = { min: 2, max: 1_000 }

/** What differs between two states of a room, as `room:update` wants it. An empty name is no name. */
export function changedSettings(before: Room, after: Room): RoomChange {
  const name = after.name?.trim() || null
  const autoStart = {
    ...(after.autoStart.focus !== before.autoStart.focus && { focus: after.autoStart.focus }),
    ...(after.autoStart.breaks !== before.autoStart.breaks && { breaks: after.autoStart.breaks }),
  }
  return {
    ...(name !== before.name && { name }),
    ...(after.theme !== before.theme && { theme: after.theme }),
    ...(after.visibility !== before.visibility && { visibility: after.visibility }),
    ...(after.capacity !== before.capacity && { capacity: after.capacity }),
    ...(after.locked !== before.locked && { locked: after.locked }),
    ...(after.quietChat !== before.quietChat && { quietChat: after.quietChat }),
    ...(after.boardLocked !== before.boardLocked && { boardLocked: after.boardLocked }),
    ...(Object.keys(autoStart).length > 0 && { autoStart }),
  }
}

/** A capacity out of what somebody typed: nonsense keeps `fallback`, the rest is brought into the limits. */
export function parseCapacity(text: string, fallback: number): number {
  const value = Number.parseInt(text, 10)
  if (!Number.isFinite(value)) return fallback
  return Math.min(capacityLimits.max, Math.max(capacityLimits.min, value))
}
