import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { metric } from '../lib/metrics.ts'
import { Server, temporaryDirectory } from '../lib/server.ts'
import { mailFrom, SmtpSink } from '../lib/smtp.ts'
import { select } from '../lib/store.ts'
import { until } from '../lib/until.ts'
import { World } from '../lib/world.ts'

// REL19, AU8, LG2: mails on their way to a mail server that is there, is not, is slow, or does not want them.

const token = 'metrics-token'
const metricsFlags = ['--metrics-token', token]
const waiting = (world: World) =>
  select<{ n: number }>(world.server.dataDir, 'SELECT count(*) AS n FROM outbox')[0]?.n

async function start(sink: SmtpSink): Promise<World> {
  return World.start({ flags: [...sink.flags, ...metricsFlags] })
}

function ask(world: World, email: string, language = 'en') {
  return world.browser().post('/api/auth/email', { email, language })
}

const lost = (world: World) => world.server.logged('mail_lost')
const came = async (world: World, outcome: string) =>
  metric(world.server, token, 'pomopomo_mails_total', { outcome })

test('a mail is one that every mail program reads, and signs in', async () => {
  const sink = await SmtpSink.start()
  const world = await start(sink)
  const browser = world.browser()
  await browser.post('/api/auth/email', { email: 'Ana@EXAMPLE.test', language: 'pt' })
  const { from, to, raw, parsed, mail } = await sink.mailTo('Ana@example.test')
  assert.deepEqual([from, to], ['no-reply@pomo.test', ['Ana@example.test']])
  assert.equal(parsed.from?.text.replaceAll('"', ''), mailFrom)
  assert.match(parsed.subject ?? '', /^\d{6} é o teu código do Pomopomo$/)
  assert.match(parsed.messageId ?? '', /^<\d+@pomo\.test>$/)
  assert.equal(parsed.headers.get('auto-submitted'), 'auto-generated')
  assert.ok(Math.abs((parsed.date?.getTime() ?? 0) - Date.now()) < 600_000)
  assert.match(raw, /^Content-Type: multipart\/alternative;/m)
  assert.match(raw, /^[\x20-\x7e\r\n\t]*$/, 'ASCII throughout')
  assert.ok(raw.split('\r\n').every((line) => line.length <= 78))
  const html = String(parsed.html)
  assert.ok(html.includes(`href="${mail.link}"`) && html.includes(`>${mail.code}<`))
  await browser.post('/api/auth/email/verify', { token: mail.token })
  assert.equal(await came(world, 'sent'), 1)
  await until(() => waiting(world) === 0, { what: () => 'the row to be gone' })

  for (const secret of [mail.token, mail.code, 'Ana@', 'example.test'])
    assert.ok(!world.server.output.includes(secret), `the log has ${secret} (AU6, LG2)`)
})

test('an address cannot add a recipient or a header (AU8)', async () => {
  const sink = await SmtpSink.start()
  const world = await start(sink)
  for (const email of ['a@x.test\r\nBcc: b@y.test', 'a@x.test,b@y.test', '"a@b"@x.test'])
    await world.browser().refused('POST', '/api/auth/email', { body: { email } })
  await ask(world, 'a＠x.test')
  const { to, parsed } = await sink.mailTo('a@x.test')
  assert.deepEqual(to, ['a@x.test'])
  assert.deepEqual([...parsed.headers.keys()].sort(), [
    'auto-submitted',
    'content-type',
    'date',
    'from',
    'message-id',
    'mime-version',
    'subject',
    'to',
  ])
  assert.equal(sink.received.length, 1)
})

test('what is refused for now is tried again, three times in all', async () => {
  const sink = await SmtpSink.start()
  const world = await start(sink)
  sink.answers.push(451)
  await ask(world, 'ana@example.test')
  await sink.mailTo('ana@example.test')
  assert.equal(sink.attempts.length, 2)
  await until(async () => (await came(world, 'sent')) === 1, { what: () => 'it to be sent' })
  assert.equal(await came(world, 'delayed'), 1)

  sink.answers.push(451, 452, 421)
  await ask(world, 'bea@example.test')
  await until(() => lost(world).length === 1, { what: () => 'the mail to be given up' })
  assert.equal(sink.attempts.length, 5)
  const [first, second, third] = sink.attempts.slice(2) as [number, number, number]
  assert.ok(third - second > second - first, 'the second wait is longer')
  assert.equal(lost(world)[0]?.attempt, 3)
  await until(() => waiting(world) === 0, { what: () => 'the row to be gone' })
})

test('what is refused for good is not tried again', async () => {
  const sink = await SmtpSink.start()
  const world = await start(sink)
  sink.answers.push(550)
  await ask(world, 'nobody@example.test')
  await until(() => lost(world).length === 1, { what: () => 'the mail to be given up' })
  await ask(world, 'ana@example.test')
  await sink.mailTo('ana@example.test')
  assert.equal(sink.attempts.length, 2)
  assert.match(String(lost(world)[0]?.why), /550/)
  assert.ok(!world.server.output.includes('nobody@example.test'))
})

test('a server that answers nothing keeps nobody waiting, neither people nor other mails', async () => {
  const sink = await SmtpSink.start()
  const world = await start(sink)
  sink.answers.push('hangs')
  await ask(world, 'slow@example.test')
  await until(() => sink.attempts.length === 1, { what: () => 'the first mail to hang' })
  await ask(world, 'quick@example.test')
  await sink.mailTo('quick@example.test')
  // It ends all the same: `stop` fails when the process does not.
  await world.close()
})

test('a mail outlives a mail server that is away and a server that is killed', async () => {
  const data = temporaryDirectory()
  const sink = await SmtpSink.start()
  await sink.stop()
  const world = await World.start({
    flags: sink.flags,
    dataDir: data.path,
  })
  const browser = world.browser()
  await browser.post('/api/auth/email', { email: 'ana@example.test' })
  await until(() => world.server.logged('mail_delayed').length > 0, {
    what: () => 'an attempt to fail',
  })
  await world.server.kill()
  const again = await SmtpSink.start()
  await world.restart({ flags: again.flags })
  const { mail } = await again.mailTo('ana@example.test')
  await browser.post('/api/auth/email/verify', { token: mail.token })
  await until(() => waiting(world) === 0, { what: () => 'the row to be gone' })
  assert.equal(again.received.length, 1)
  await world.close()
  data.remove()
})

test('a mail server over TLS must prove who it is; it is told user and password', async () => {
  const files = temporaryDirectory()
  const [key, cert] = [join(files.path, 'key.pem'), join(files.path, 'cert.pem')]
  const subject = ['-subj', '/CN=mail', '-addext', 'subjectAltName=IP:127.0.0.1']
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject]
  execFileSync('openssl', [...made, '-keyout', key, '-out', cert], { stdio: 'ignore' })
  const sink = await SmtpSink.start({
    secure: true,
    key: readFileSync(key),
    cert: readFileSync(cert),
    onAuth: ({ username, password }, _session, done) =>
      done(null, { user: `${username}/${password}` }),
  })
  const url = ['--smtp-url', `smtps://ana%40pomo:p%2Fw@127.0.0.1:${sink.port}`]
  const flags = [...url, '--mail-from', mailFrom, '--mail-retry-ms', '20']

  const trusting = await World.start({ flags: [...flags, '--smtp-ca', cert] })
  await ask(trusting, 'ana@example.test')
  const { secure, user } = await sink.mailTo('ana@example.test')
  assert.deepEqual([secure, user], [true, 'ana@pomo/p/w'])

  const careful = await World.start({ flags })
  await ask(careful, 'bea@example.test')
  await until(() => lost(careful).length === 1, { what: () => 'the mail to be given up' })
  assert.match(String(lost(careful)[0]?.why), /certificate|SSL/)
  assert.equal(sink.received.length, 1)
  files.remove()
})

test('wrong settings are refused by name', async () => {
  const data = temporaryDirectory()
  const notThere = join(data.path, 'ca.pem')
  const url = ['--smtp-url', 'smtp://127.0.0.1:25']
  const wrong: [string[], RegExp][] = [
    [['--smtp-url', 'http://127.0.0.1'], /--smtp-url/],
    [['--smtp-url', 'smtp://'], /--smtp-url/],
    [url, /--mail-from/],
    [[...url, '--mail-from', 'Pomopomo'], /--mail-from/],
    [[...url, '--mail-from', 'a@b.test', '--smtp-ca', notThere], /--smtp-ca/],
  ]
  for (const [flags, names] of wrong) {
    const server = Server.launch({ flags })
    const { code } = await server.end()
    assert.equal(code, 2)
    assert.match(server.output, names)
  }
  data.remove()
})
