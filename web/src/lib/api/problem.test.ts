import { describe, expect, it } from 'vitest'
import { problemFromBody } from './problem'

const body = {
  type: 'about:blank',
  title: 'Invalid',
  status: 400,
  code: 'invalid',
  reason: 'displayName',
  detail: 'displayName is too long',
  requestId: 'r1',
}

describe('problemFromBody', () => {
  it('reads code, reason, fields and the time to wait', () => {
    const errors = [{ field: 'displayName', code: 'too_long', message: 'too long' }]
    const current = { triesLeft: 3 }
    const problem = problemFromBody({ ...body, errors, retryAfterMs: 900, current }, 400)
    expect(problem).toMatchObject({
      code: 'invalid',
      reason: 'displayName',
      message: 'displayName is too long',
      fields: { displayName: 'too_long' },
      retryAfterMs: 900,
      current,
    })
  })

  it('skips fields it cannot read', () => {
    const errors = [null, 'x', { field: 1, code: 'x' }, { field: 'name', code: 'too_long' }]
    expect(problemFromBody({ ...body, errors }, 400).fields).toEqual({ name: 'too_long' })
  })

  it.each([
    [undefined, 500, 'internal'],
    ['<html>Bad gateway</html>', 502, 'unavailable'],
    [{ ...body, code: 'toString' }, 404, 'internal'],
    [{ ...body, reason: 7 }, 503, 'unavailable'],
    [null, 429, 'rate_limited'],
  ])('goes by the status when the body is not ours: %j, %i', (unreadable, status, code) => {
    expect(problemFromBody(unreadable, status)).toMatchObject({ code, reason: 'unreadable' })
  })
})
