// The load generator against the server it measures: what it counts is what happened.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { dirname } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { startServer, program } from './lib/server.js'

const run = promisify(execFile)
let server

before(async () => {
  server = await startServer()
})
after(() => server.stop())

async function load(mode, ...options) {
  const args = [mode, '--port', server.port, '--server', server.pid, '--seconds', '0.5', '--warmup', '0', ...options]
  const { stdout } = await run(`${dirname(program)}/pomopomo_load`, args.map(String))
  return JSON.parse(stdout)
}

test('every message reaches everybody in its room', async () => {
  const talk = await load('fan-out', '--clients', 60, '--rooms', 6)
  assert.ok(talk.sent > 6, 'rooms go on when everybody has the last message')
  assert.equal(talk.missing, 0)
  assert.equal(talk.lost, 0)
  assert.ok(talk.cpuMicros > 0)
})

test('at a rate, as many messages are sent as were asked for', async () => {
  const talk = await load('fan-out', '--clients', 60, '--rooms', 6, '--rate', 100)
  assert.equal(talk.sent, 50)
  assert.equal(talk.missing, 0)
})

test('every question is acknowledged', async () => {
  const asked = await load('ask', '--clients', 10, '--pipeline', 3)
  assert.ok(asked.rounds > 30)
  assert.equal(asked.ms.count, asked.rounds)
  assert.equal(asked.lost, 0)
})

test('sockets that are cut all come back', async () => {
  const { came, back } = await load('storm', '--clients', 200, '--rooms', 20, '--at-once', 200)
  assert.equal(came.arrived, 200)
  assert.equal(back.arrived, 200)
  assert.equal(back.ms.count, 200)
})
