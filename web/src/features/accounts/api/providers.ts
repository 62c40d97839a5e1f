import { answer, api, type Schemas } from '@/lib/api/client'

export type Providers = Schemas['Providers']

/** Where nobody answers there is still the way by mail, which says what is wrong when it is tried. */
const byMailAlone: Providers = { items: [], email: true, password: false }

let asked: Promise<Providers> | null = null

/** The ways to sign in that this server offers; asked once a page. */
export function getProviders(): Promise<Providers> {
  asked ??= answer(api.GET('/api/auth/providers')).catch(() => {
    asked = null
    return byMailAlone
  })
  return asked
}
