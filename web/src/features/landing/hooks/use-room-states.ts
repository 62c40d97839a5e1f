import { useEffect, useState } from 'react'
import { noteGone } from '@/features/rooms/lib/known-rooms'
import { answer, api, type Schemas } from '@/lib/api/client'
import { Problem } from '@/lib/api/problem'
import { useVisibleInterval } from './use-visible-interval'

export type RoomStateNow = Schemas['RoomPreview'] | 'unknown'

const everyMs = 30_000

/** What goes on in these rooms, by code; absent until the server has answered. Rooms that are gone are noted so. */
export function useRoomStates(codes: readonly string[]): ReadonlyMap<string, RoomStateNow> {
  const [states, setStates] = useState<ReadonlyMap<string, RoomStateNow>>(new Map())
  const list = codes.join()

  const look = async (signal?: AbortSignal) => {
    const found = await Promise.all(codes.map(async (code) => [code, await stateOf(code)] as const))
    if (!signal?.aborted) setStates(new Map(found))
  }
  useEffect(() => {
    const visit = new AbortController()
    if (list !== '') void look(visit.signal)
    return () => visit.abort()
    // `look` reads the codes, of which `list` is made.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [list])
  useVisibleInterval(() => void look(), everyMs)
  return states
}

async function stateOf(code: string): Promise<RoomStateNow> {
  try {
    return await answer(api.GET('/api/rooms/{code}', { params: { path: { code } } }))
  } catch (error) {
    const gone = error instanceof Problem && (error.code === 'gone' || error.code === 'not_found')
    if (gone) noteGone(code)
    return 'unknown'
  }
}
