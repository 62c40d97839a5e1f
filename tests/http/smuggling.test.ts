import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { metric } from '../lib/metrics.ts'
import { Nginx } from '../lib/nginx.ts'
import { Wire, countAnswers, exchange } from '../lib/wire.ts'
import { World } from '../lib/world.ts'
import { merelyUnusual, oddities } from './smuggling-corpus.ts'

// HT6: what two servers could read differently is refused once, and what follows it is never a request.
const token = 'metrics'
const world = await World.start({
  flags: ['--metrics-token', token, '--trusted-proxies', '127.0.0.1'],
})
const server = world.server
const nginx = await Nginx.start([server.url])
after(() => nginx.stop())

const smuggled = 'GET /api/smuggled HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
/** How many requests for a path that nobody knows the server has answered. */
const smuggledSeen = () =>
  metric(server, token, 'pomopomo_http_requests_total', { route: 'unknown' })

describe('direct', () => {
  for (const { what, bytes, status } of oddities) {
    test(`${what}: refused once, then closed`, async () => {
      const answer = await exchange(server.url, bytes + smuggled)
      assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `))
      assert.match(answer, /\r\nConnection: close\r\n/)
      assert.equal(countAnswers(answer), 1, 'no second answer')
    })
  }

  test('the same byte by byte', async () => {
    await Promise.all(
      oddities.map(async ({ what, bytes, status }) => {
        const wire = new Wire(server.url)
        for (const byte of (bytes + smuggled).slice(0, 2000)) {
          if (wire.closed) break
          wire.send(byte)
          await new Promise(setImmediate)
        }
        // The two floods are longer than what is worth sending so.
        if (bytes.length < 2000) wire.send(smuggled)
        else wire.send(bytes.slice(2000) + smuggled)
        const answer = await wire.rest()
        assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `), what)
        assert.equal(countAnswers(answer), 1, what)
      }),
    )
  })

  for (const [what, bytes] of Object.entries(merelyUnusual)) {
    test(`${what} is served, and so is the next request`, async () => {
      const wire = new Wire(server.url).send(bytes)
      const status = (await wire.answer())?.status
      assert.ok(status === 200 || status === 201, `${status}`)
      wire.send('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n')
      assert.equal((await wire.answer())?.body, '{"status":"ok"}')
      wire.destroy()
    })
  }

  test('nothing of it was ever taken for a request', async () => {
    assert.equal(await smuggledSeen(), 0)
  })
})

// nginx may refuse by itself or repair what it forwards; but both must agree on where each request ends:
// whatever the server took for a request is answered to the one who sent it.
test('behind nginx both see the same requests', async () => {
  const before = await smuggledSeen()
  const exchanges = oddities.map(async ({ what, bytes }) => {
    // Twice: nginx may read one of them as part of the body. Behind the other it closes.
    const wire = new Wire(nginx.url).send(bytes + smuggled + smuggled)
    const answers = await wire.rest()
    return { what, answered: answers.match(/"reason":"unknown_route"/g)?.length ?? 0 }
  })
  const answered = (await Promise.all(exchanges)).filter((exchange) => exchange.answered > 0)
  const seen = (await smuggledSeen()) - before
  assert.equal(seen, answered.length, `answered: ${answered.map(({ what }) => what).join(', ')}`)

  // The connections to the server that nginx keeps are in step: who gets one next, gets the own answer.
  const next = Array.from({ length: 200 }, async () => {
    const answer = await fetch(`${nginx.url}/healthz`)
    assert.equal(await answer.text(), '{"status":"ok"}')
  })
  await Promise.all(next)
})
