import { ensureSomebody } from '@/features/guests/api/ensure-somebody'
import { rememberedName } from '@/features/guests/lib/display-name'
import { answer, api } from '@/lib/api/client'
import { ownTheme } from '@/lib/themes'
import type { Plan } from '../lib/local-timer'

/** A room for one, and one more: who has no name gets one from the server. Answers its code. */
export async function createSoloRoom({ segments }: Plan): Promise<string> {
  await ensureSomebody(rememberedName())
  const body = {
    segments: segments.map(({ kind, label, durationSec, countsAsFocus }) => ({
      kind,
      label,
      durationSec,
      countsAsFocus,
    })),
    theme: ownTheme(),
    visibility: 'link',
    capacity: 2,
  } as const
  const { room } = await answer(api.POST('/api/rooms', { body }))
  return room.code
}
