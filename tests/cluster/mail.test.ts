import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Nodes } from '../lib/nodes.ts'
import { SmtpSink } from '../lib/smtp.ts'
import { until } from '../lib/until.ts'

// REL19 on several processes: each mail has one sender, and none is lost when that dies.

test('a mail goes out once, by whichever process, and outlives the one that sends it', async () => {
  const sink = await SmtpSink.start()
  const nodes = await Nodes.start(2, [{ flags: sink.flags }, { flags: sink.flags }])
  const wanted = Array.from({ length: 20 }, (_, i) => `person-${i}@example.test`)
  const ask = (email: string, i: number) =>
    nodes
      .at(i % 2)
      .browser()
      .post('/api/auth/email', { email, language: 'en' })
  await Promise.all(wanted.slice(0, 10).map(ask))
  const waiting = async () =>
    (await nodes.rows<{ n: number }>('SELECT count(*) AS n FROM outbox'))[0]?.n
  await until(async () => (await waiting()) === 0, { what: () => 'the outbox to be empty' })
  assert.deepEqual(sink.received.flatMap((one) => one.to).sort(), wanted.slice(0, 10).sort())

  // As a process leaves it that died a moment after it had claimed a mail.
  sink.answers.push('hangs')
  await ask('orphan@example.test', 0)
  await until(() => sink.attempts.length === 11, { what: () => 'the mail to be on its way' })
  await nodes.server(0).kill()
  await nodes.postgres.query('UPDATE outbox SET leased_until = 1', nodes.database)
  await sink.mailTo('orphan@example.test')
})
