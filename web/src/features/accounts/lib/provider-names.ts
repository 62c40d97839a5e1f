import type { Providers } from '../api/providers'

export type ProviderId = Providers['items'][number]['id']

/** Names of companies: the same in every language. */
export const providerNames: Record<ProviderId, string> = { google: 'Google', github: 'GitHub' }
