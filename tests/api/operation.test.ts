import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { program, Server, temporaryDirectory } from '../lib/server.ts'
import { World } from '../lib/world.ts'

// What whoever hosts it looks at.
describe('health', () => {
  test('is told to everybody', async () => {
    const world = await World.start()
    assert.deepEqual(await world.stranger.get('/healthz'), { status: 'ok' })
    assert.deepEqual(await world.stranger.get('/readyz'), { status: 'ready' })
  })
})

describe('metrics', () => {
  test('are nowhere without a token', async () => {
    const world = await World.start()
    const problem = await world.stranger.refused('GET', '/metrics')
    assert.equal(problem.status, 404)
  })

  test('are told to who has the token, from loopback too', async () => {
    const world = await World.start({ flags: ['--metrics-token', 'open-sesame'] })
    for (const authorization of ['', 'Bearer wrong', 'Bearer open', 'Basic open-sesame']) {
      const headers: Record<string, string> = authorization ? { authorization } : {}
      assert.equal((await world.stranger.refused('GET', '/metrics', { headers })).status, 401)
    }
    await world.room()
    const headers = { authorization: 'Bearer open-sesame' }
    const text = await world.stranger.get<string>('/metrics', { headers })
    assert.match(text, /^# TYPE \w+ (counter|gauge|histogram)$/m)
    assert.match(text, /^\w*socket\w*(\{.*\})? [1-9]/m, 'somebody is connected')
  })
})

describe('the command migrate', () => {
  test('prepares a data directory that the server then takes', async () => {
    const directory = temporaryDirectory()
    for (let i = 0; i < 2; ++i) {
      const { status, stderr } = spawnSync(program, ['migrate', '--data-dir', directory.path], {
        encoding: 'utf8',
      })
      assert.equal(status, 0, stderr)
    }
    const server = await Server.start({ dataDir: directory.path, onSqlite: true })
    assert.deepEqual(server.logged('schema_migrated'), [], 'nothing was left to do')
    await server.stop()
    directory.remove()
  })
})

describe('the log', () => {
  test('is a JSON object a line, each with time, level and event', async () => {
    const world = await World.start()
    await world.room()
    await world.close()
    const lines = world.server.output.trim().split('\n')
    assert.ok(lines.length >= 2)
    for (const line of lines) {
      const { time, level, event } = JSON.parse(line) as Record<string, string>
      assert.match(time ?? '', /^\d{4}-\d\d-\d\dT/)
      assert.match(level ?? '', /^(debug|info|warn|error)$/)
      assert.match(event ?? '', /^[a-z_]+$/)
    }
  })
})
