import type { Client } from 'openapi-fetch'
import { Problem, problemFromBody } from './problem'
import type { components, paths } from './schema'

/** Objects of the contract by name: `Schemas['RoomPreview']`. */
export type Schemas = components['schemas']

interface Options {
  params?: { path?: Record<string, string>; query?: Record<string, unknown> }
  body?: unknown
  signal?: AbortSignal
}

/**
 * The HTTP client, typed by the contract; every call goes through `answer`. Sends and reads JSON, and nothing else that
 * the types of openapi-fetch know: that package itself would be a fiftieth of the start page. What is no JSON goes
 * through `fetch` and `outcomeOf`.
 */
export const api = {
  GET: caller('GET'),
  POST: caller('POST'),
  PUT: caller('PUT'),
  PATCH: caller('PATCH'),
  DELETE: caller('DELETE'),
} as Pick<Client<paths>, 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'>

function caller(method: string) {
  return async (path: string, { params = {}, body, signal }: Options = {}) => {
    const url = new URL(
      path.replace(/{(\w+)}/g, (_, name) => encodeURIComponent(params.path?.[name] ?? '')),
      globalThis.location?.origin,
    )
    for (const [name, value] of Object.entries(params.query ?? {}))
      if (value !== undefined && value !== null) url.searchParams.set(name, String(value))
    const request = new Request(url, {
      method,
      signal,
      ...(body !== undefined && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    return outcomeOf(fetch(request), async (response) =>
      response.status === 204 ? null : parsed(await response.text()),
    )
  }
}

/** For `answer`: what was answered, `read` when it is no error. */
export async function outcomeOf<Data>(
  answered: Promise<Response>,
  read: (response: Response) => Promise<Data>,
): Promise<Outcome<Data>> {
  const response = await answered
  return response.ok
    ? { data: await read(response), response }
    : { error: parsed(await response.text()), response }
}

/** Nothing where the text is no JSON: a proxy's page, or none at all. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Outcome<Data> {
  data?: Data
  error?: unknown
  response: Response
}

/** The data of a call, null where there is no body. Throws a `Problem` otherwise, also when no answer came. */
export async function answer<Data>(call: Promise<Outcome<Data>>): Promise<Data> {
  const outcome = await call.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new Problem('offline', 'no_answer')
  })
  if (outcome.data !== undefined) return outcome.data
  throw problemFromBody(outcome.error, outcome.response.status)
}
