import createClient from 'openapi-fetch'
import { Problem, problemFromBody } from './problem'
import type { components, paths } from './schema'

/** Objects of the contract by name: `Schemas['RoomPreview']`. */
export type Schemas = components['schemas']

/** The typed HTTP client; every call goes through `answer`. */
export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin,
  // Looked up at each call, so that a test or a service worker may put its own in place.
  fetch: (request) => globalThis.fetch(request),
})

interface Outcome<Data> {
  data?: Data
  error?: unknown
  response: Response
}

/** The data of a call. Throws a `Problem` otherwise, also when no answer came. */
export async function answer<Data>(call: Promise<Outcome<Data>>): Promise<Data> {
  const outcome = await call.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new Problem('offline', 'no_answer')
  })
  if (outcome.data !== undefined) return outcome.data
  throw problemFromBody(outcome.error, outcome.response.status)
}
