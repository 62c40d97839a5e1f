import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Nodes } from '../lib/nodes.ts'

// SE4: sessions end on every process, whichever ended them.
const nodes = await Nodes.start(2)

describe('a session on two processes', () => {
  test('is known to both, and its connections close wherever they are', async () => {
    const here = await nodes.at(0).signUp('ana@example.test')
    const there = await nodes.at(0).signUp('ana@example.test')
    assert.ok(here.browser && there.browser)
    const elsewhere = nodes.at(1).browser()
    for (const [name, value] of there.browser.kept()) elsewhere.setCookie(name, value)
    const { kind } = await elsewhere.get<{ kind: string }>('/api/session')
    assert.equal(kind, 'user')
    const live = await nodes.at(1).connect({ headers: elsewhere.headers() })

    await here.browser.request('DELETE', '/api/me/sessions/others')
    assert.deepEqual(await elsewhere.get('/api/session'), { kind: 'none' })
    assert.deepEqual(await live.next('session:revoked'), { reason: 'revoked' })
    await live.closed()
  })
})
