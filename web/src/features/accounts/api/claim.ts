import { answer, api, type Schemas } from '@/lib/api/client'
import { askSession } from '@/lib/session'

export type ClaimDecision = Schemas['ClaimDecision']

/** Decides about what this browser did as a guest before it signed in. */
export async function claimGuest(decision: ClaimDecision): Promise<void> {
  await answer(api.POST('/api/auth/claim', { body: { decision } }))
  await askSession()
}
