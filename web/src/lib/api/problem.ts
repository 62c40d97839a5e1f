import type { ErrorCode } from '@api/events'

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
    /** How things stand in truth, where the answer says so. */
    readonly current: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail || reason)
  }
}

const codes: Record<ErrorCode, true> = {
  invalid: true,
  unauthorized: true,
  forbidden: true,
  not_found: true,
  gone: true,
  conflict: true,
  full: true,
  rate_limited: true,
  unavailable: true,
  storage_full: true,
  internal: true,
}

/** Reads an error body; anything that is not one of ours (a proxy's page, say) counts by its status. */
export function problemFromBody(body: unknown, status: number): Problem {
  const { code, reason, detail, errors, retryAfterMs, current } = fieldsOf(body)
  if (!isCode(code) || typeof reason !== 'string') return new Problem(codeOf(status), 'unreadable')
  return new Problem(
    code,
    reason,
    typeof detail === 'string' ? detail : '',
    refusedFields(errors),
    typeof retryAfterMs === 'number' ? retryAfterMs : undefined,
    fieldsOf(current),
  )
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function isCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(codes, value)
}

function refusedFields(errors: unknown): Record<string, string> {
  const list: unknown[] = Array.isArray(errors) ? errors : []
  const named = list.map(fieldsOf).filter(({ field, code }) => [field, code].every(isText))
  return Object.fromEntries(named.map(({ field, code }) => [field, code]))
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function codeOf(status: number): ErrorCode {
  if (status === 429) return 'rate_limited'
  return status >= 502 ? 'unavailable' : 'internal'
}
