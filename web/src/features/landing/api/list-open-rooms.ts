import { answer, api, type Schemas } from '@/lib/api/client'

const shownRooms = 6
/** The page below waits for the answer, so that nothing moves when it comes: not longer than this. */
const patienceMs = 1_500

/** Public rooms with somebody in them; null where the server does not answer in time, as the page needs no more. */
export async function listOpenRooms(): Promise<readonly Schemas['OpenRoom'][] | null> {
  const query = { open: '1', limit: shownRooms } as const
  const signal = AbortSignal.timeout(patienceMs)
  const page = await answer(api.GET('/api/rooms', { params: { query }, signal })).catch(() => null)
  return page?.items ?? null
}
