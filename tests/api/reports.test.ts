import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { program } from '../lib/server.ts'
import { databaseFlags } from '../lib/store.ts'
import { World } from '../lib/world.ts'

// 1.12: problems people tell us about, and how operators read them.
const world = await World.start({ flags: ['--limit', 'reports_person=100/h,reports_address=100/h'] })
const run = promisify(execFile)

interface Printed {
  id: string
  madeAt: number
  personId: string | null
  name: string | null
  subject: string | null
  text: string
  context: Record<string, string | null> | null
}

async function printed(...flags: string[]): Promise<Printed[]> {
  const { dataDir } = world.server
  const args = ['reports', '--data-dir', dataDir, ...databaseFlags(dataDir), ...flags]
  const { stdout } = await run(program, args)
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Printed)
}

test('a report is kept with who sent it, and printed while the server runs', async () => {
  const ana = await world.guest('Ana')
  const before = Date.now()
  const context = { browser: 'Firefox 140', page: '/room/pomo-ABCDEF', roomCode: 'pomo-ABCDEF' }
  const { id } = await ana.rest.post<{ id: string }>('/api/reports', {
    subject: ' The  ring ',
    text: '\nIt stands still.\r\n\r\nSince noon.\n',
    name: 'Ana',
    context,
  })
  const [report] = await printed()
  assert.ok(report)
  assert.ok(report.madeAt >= before && report.madeAt <= Date.now())
  assert.deepEqual(report, {
    id,
    madeAt: report.madeAt,
    personId: ana.id,
    name: 'Ana',
    subject: 'The ring',
    text: 'It stands still.\n\nSince noon.',
    context: { ...context, connection: null },
  })
})

test('nobody yet may report too, and the newest come first', async () => {
  for (const text of ['One', 'Two', 'Three'])
    await world.stranger.post('/api/reports', { text, subject: '  ' }, fromOurPage())
  const newest = await printed('--limit', '2')
  assert.deepEqual(
    newest.map(({ text, personId, name, subject, context }) => [text, personId, name, subject, context]),
    [
      ['Three', null, null, null, null],
      ['Two', null, null, null, null],
    ],
  )
})

test('a report must say something, and not too much (field and rule named)', async () => {
  const ana = await world.guest('Ana')
  const count = (await printed()).length
  const cases: [object, string, string][] = [
    [{}, 'text', 'required'],
    [{ text: ' \n ' }, 'text', 'empty'],
    [{ text: 'x'.repeat(4001) }, 'text', 'too_long'],
    [{ text: 7 }, 'text', 'wrong_type'],
    [{ text: 'x', subject: 'x'.repeat(121) }, 'subject', 'too_long'],
    [{ text: 'x', name: 'x'.repeat(51) }, 'name', 'too_long'],
    [{ text: 'x', context: { browser: 'x'.repeat(401) } }, 'context.browser', 'too_long'],
    [{ text: 'x', context: { page: 1 } }, 'context.page', 'wrong_type'],
  ]
  for (const [body, field, code] of cases) {
    const problem = await ana.rest.refused('POST', '/api/reports', { body })
    assert.equal(problem.status, 400)
    assert.deepEqual(
      problem.errors?.map((error) => [error.field, error.code]),
      [[field, code]],
      JSON.stringify(body).slice(0, 80),
    )
  }
  assert.equal((await printed()).length, count, 'nothing was kept')
})

test('what cannot be read is said, with exit code 3', async () => {
  const nowhere = run(program, ['reports', '--data-dir', '/nonexistent'])
  await assert.rejects(nowhere, (error: { code: number; stderr: string }) => {
    assert.equal(error.code, 3)
    assert.match(error.stderr, /has no database/)
    return true
  })
})

/** Somebody without an identity proves by the origin that it is our page that speaks. */
function fromOurPage() {
  const { port } = new URL(world.server.url)
  return { headers: { origin: `http://localhost:${port}` } }
}
