import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkAck, checkHttp, checkServerEvent } from './contract.ts'

// The judge of the other tests is awake: it lets pass what the contract says and nothing else.
function answer(status: number, type: string, body: unknown, headers: Record<string, string> = {}) {
  const all = new Headers({ 'content-type': type, ...headers })
  return { status, headers: all, text: typeof body === 'string' ? body : JSON.stringify(body) }
}
const json = 'application/json'
const problem = 'application/problem+json'
const notFound = {
  type: 'about:blank',
  title: 'Not found',
  status: 404,
  code: 'not_found',
  reason: 'unknown_room',
  detail: 'There is no such room.',
  requestId: '1',
}

describe('an HTTP answer', () => {
  test('as documented passes', () => {
    checkHttp('GET', '/api/session', answer(200, json, { kind: 'none' }))
    checkHttp('GET', '/api/rooms/x', answer(404, problem, notFound))
    checkHttp('GET', '/api/nothing', answer(404, problem, { ...notFound, reason: 'unknown_route' }))
  })

  const wrong: [what: string, method: string, path: string, given: ReturnType<typeof answer>][] = [
    ['on a route nobody documented', 'GET', '/api/secret', answer(200, json, {})],
    ['with a status nobody documented', 'GET', '/api/session', answer(201, json, { kind: 'none' })],
    ['of another type', 'GET', '/api/session', answer(200, 'text/html', 'hello')],
    ['with a field too many', 'GET', '/api/session', answer(200, json, { kind: 'none', a: 1 })],
    ['without a field', 'GET', '/api/session', answer(200, json, { kind: 'guest' })],
    [
      'with a header that lies',
      'GET',
      '/api/session',
      answer(200, json, { kind: 'none' }, { 'cache-control': 'public' }),
    ],
    [
      'with an unknown error code',
      'GET',
      '/api/rooms/x',
      answer(404, problem, { ...notFound, code: 'odd' }),
    ],
    [
      'with two statuses',
      'GET',
      '/api/rooms/x',
      answer(404, problem, { ...notFound, status: 403 }),
    ],
    ['with an error that is no problem', 'GET', '/api/rooms/x', answer(404, json, { error: 'x' })],
  ]
  for (const [what, method, path, given] of wrong) {
    test(`${what} fails`, () => assert.throws(() => checkHttp(method, path, given)))
  }
})

describe('an event', () => {
  const timer = {
    version: 1,
    status: 'idle',
    index: 0,
    segmentId: null,
    plannedSec: 0,
    startedAt: null,
    endsAt: null,
    remainingMs: 0,
    serverNow: 1,
  }

  test('as documented passes', () => {
    checkServerEvent('room:state', [timer])
    checkServerEvent('member:left', [{ id: '1', reason: 'left' }])
    checkAck('clock:ping', [{ ok: true, data: { serverNow: 1 } }])
    checkAck('room:leave', [{ ok: true }])
    const error = { code: 'not_found', reason: 'unknown_event', message: 'No such event.' }
    checkAck('anything', [{ ok: false, error }])
  })

  test('that nobody documented fails', () => {
    assert.throws(() => checkServerEvent('room:gossip', [{}]), /not in events.ts/)
    assert.throws(() => checkAck('room:gossip', [{ ok: true }]), /not in events.ts/)
  })

  test('of another shape fails', () => {
    assert.throws(() => checkServerEvent('room:state', [{ ...timer, extra: 1 }]))
    assert.throws(() => checkServerEvent('room:state', [{ ...timer, remainingMs: 0.5 }]))
    assert.throws(() => checkServerEvent('room:state', [timer, timer]))
    assert.throws(() => checkServerEvent('member:left', [{ id: '1', reason: 'bored' }]))
  })

  test('answered in another shape fails', () => {
    assert.throws(() => checkAck('room:leave', [{ ok: true, data: 1 }]))
    assert.throws(() => checkAck('clock:ping', [{ ok: true, data: { serverNow: '1' } }]))
    assert.throws(() =>
      checkAck('clock:ping', [{ ok: false, error: { code: 'odd', reason: 'x', message: '' } }]),
    )
    assert.throws(() => checkAck('clock:ping', []))
  })
})
