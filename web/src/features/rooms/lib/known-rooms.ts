import type { Room, Theme } from '@api/events'
import { useSyncExternalStore } from 'react'
import { themes } from '@/lib/themes'
import { parseRoomCode } from '@/lib/room-code'
import { knownRoomsKey, remember, remembered } from '@/lib/storage'

/** A room this browser has been in. It stays in this browser alone. */
export type KnownRoom = {
  code: string
  name: string | null
  theme: Theme
  visitedAt: number
  favourite: boolean
  /** The server knew it no more when we last asked: nobody asks again. */
  gone: boolean
}

const maxRooms = 30
const listeners = new Set<() => void>()
let read: { text: string | null; rooms: readonly KnownRoom[] } = { text: null, rooms: [] }

/** Favourites first, then the latest visited. */
export function knownRooms(): readonly KnownRoom[] {
  const text = remembered(knownRoomsKey)
  if (text !== read.text) read = { text, rooms: parse(text) }
  return read.rooms
}

/** Notes a visit. Of too many rooms those visited longest ago go, favourites last. */
export function noteVisit(room: Pick<Room, 'code' | 'name' | 'theme'>, now = Date.now()): void {
  const { code, name, theme } = room
  const favourite = knownRooms().some((known) => known.code === code && known.favourite)
  put(code, { code, name, theme, visitedAt: now, favourite, gone: false })
}

export function setFavourite(code: string, favourite: boolean): void {
  const known = knownRooms().find((room) => room.code === code)
  if (known) put(code, { ...known, favourite })
}

export function noteGone(code: string): void {
  const known = knownRooms().find((room) => room.code === code)
  if (known && !known.gone) put(code, { ...known, gone: true })
}

export function forgetRoom(code: string): void {
  save(knownRooms().filter((room) => room.code !== code))
}

export function forgetAllRooms(): void {
  save([])
}

export function useKnownRooms(): readonly KnownRoom[] {
  return useSyncExternalStore(subscribe, knownRooms)
}

function put(code: string, room: KnownRoom): void {
  save([room, ...knownRooms().filter((other) => other.code !== code)])
}

function save(rooms: readonly KnownRoom[]): void {
  remember(knownRoomsKey, JSON.stringify(inOrder(rooms).slice(0, maxRooms)))
  for (const listener of listeners) listener()
}

function inOrder(rooms: readonly KnownRoom[]): KnownRoom[] {
  return rooms.toSorted(
    (a, b) => Number(b.favourite) - Number(a.favourite) || b.visitedAt - a.visitedAt,
  )
}

function parse(text: string | null): KnownRoom[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(list) ? inOrder(list.flatMap(roomFrom)).slice(0, maxRooms) : []
  } catch {
    return []
  }
}

/** Whoever changed the storage by hand may have written anything. */
function roomFrom(value: unknown): KnownRoom[] {
  if (typeof value !== 'object' || value === null) return []
  const { code, name, theme, visitedAt, favourite, gone } = value as Record<string, unknown>
  const valid = typeof code === 'string' ? parseRoomCode(code) : null
  if (!valid) return []
  return [
    {
      code: valid,
      name: typeof name === 'string' ? name : null,
      theme: themes.find((known) => known.id === theme)?.id ?? 'tomato',
      visitedAt: typeof visitedAt === 'number' ? visitedAt : 0,
      favourite: favourite === true,
      gone: gone === true,
    },
  ]
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}
