import { answer, api, type Schemas } from '@/lib/api/client'
import type { Language } from '@/lib/i18n/language'
import '@/lib/known-account'
import { setSession } from '@/lib/session'
import { localTimeZone } from '../lib/time-zones'

export type SignedIn = Schemas['SignedIn']

interface MailRequest {
  email: string
  /** Where to go afterwards: a path of this site. */
  next: string
  language: Language
}

/** Asks for a mail with a link and a code; answers after how long another may be asked for. */
export async function requestMail(body: MailRequest): Promise<number> {
  const { retryAfterMs } = await answer(api.POST('/api/auth/email', { body }))
  return retryAfterMs
}

/** Signs in with what the mail brought. */
export async function verifyMail(proof: { token: string } | { code: string }): Promise<SignedIn> {
  const body = { ...proof, timeZone: localTimeZone() }
  return signedIn(await answer(api.POST('/api/auth/email/verify', { body })))
}

/** This browser is somebody else now. */
export function signedIn(answered: SignedIn): SignedIn {
  setSession(answered.session)
  return answered
}
