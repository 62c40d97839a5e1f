import { afterEach, describe, expect, it, vi } from 'vitest'
import { answer, api } from './client'

const problem = { code: 'gone', reason: 'room_expired', detail: 'expired', requestId: 'r1' }
const room = () => answer(api.GET('/api/rooms/{code}', { params: { path: { code: 'H7KQ2M' } } }))

function serve(response: () => Promise<Response>) {
  vi.stubGlobal('fetch', vi.fn(response))
}

afterEach(() => vi.unstubAllGlobals())

describe('answer', () => {
  it('gives the data of a success', async () => {
    serve(() => Promise.resolve(Response.json({ memberCount: 3 })))
    await expect(room()).resolves.toEqual({ memberCount: 3 })
  })

  it('gives null where success has no body', async () => {
    serve(() => Promise.resolve(new Response(null, { status: 204 })))
    await expect(room()).resolves.toBeNull()
  })

  it('throws the problem of a refusal', async () => {
    serve(() => Promise.resolve(Response.json(problem, { status: 410 })))
    await expect(room()).rejects.toMatchObject({ code: 'gone', reason: 'room_expired' })
  })

  it('calls a missing answer offline', async () => {
    serve(() => Promise.reject(new TypeError('Failed to fetch')))
    await expect(room()).rejects.toMatchObject({ code: 'offline' })
  })

  it('passes on that the caller gave up', async () => {
    serve(() => Promise.reject(new DOMException('gone', 'AbortError')))
    await expect(room()).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('survives an error page of a proxy', async () => {
    serve(() => Promise.resolve(new Response('<html>', { status: 502 })))
    await expect(room()).rejects.toMatchObject({ code: 'unavailable' })
  })
})
