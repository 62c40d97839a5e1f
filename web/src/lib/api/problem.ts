import type { ErrorCode } from '@api/events'
import * as v from 'valibot'

const codes = [
  'invalid',
  'unauthorized',
  'forbidden',
  'not_found',
  'gone',
  'conflict',
  'full',
  'rate_limited',
  'unavailable',
  'storage_full',
  'internal',
] as const satisfies readonly ErrorCode[]

const problemSchema = v.object({
  code: v.picklist(codes),
  reason: v.string(),
  detail: v.optional(v.string(), ''),
  errors: v.optional(
    v.array(v.object({ field: v.string(), code: v.string(), message: v.string() })),
  ),
  retryAfterMs: v.optional(v.number()),
})

/** Where a request failed: at the server with a code, or before an answer arrived (`offline`). */
export type ProblemCode = ErrorCode | 'offline'

/** A failed call, whether over HTTP or over the socket, in one shape for every screen. */
export class Problem extends Error {
  override name = 'Problem'

  constructor(
    readonly code: ProblemCode,
    readonly reason: string,
    detail = '',
    /** Fields the server refused, each with its code. */
    readonly fields: Readonly<Record<string, string>> = {},
    readonly retryAfterMs?: number,
  ) {
    super(detail || reason)
  }
}

/** Reads an error body; anything that is not one of ours (a proxy's page, say) counts by its status. */
export function problemFromBody(body: unknown, status: number): Problem {
  const parsed = v.safeParse(problemSchema, body)
  if (!parsed.success)
    return new Problem(
      status === 429 ? 'rate_limited' : status >= 502 ? 'unavailable' : 'internal',
      'unreadable',
    )
  const { code, reason, detail, errors = [], retryAfterMs } = parsed.output
  const fields = Object.fromEntries(errors.map((error) => [error.field, error.code]))
  return new Problem(code, reason, detail, fields, retryAfterMs)
}
