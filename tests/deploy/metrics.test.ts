import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { before, describe, test } from 'node:test'
import { ask, guestFrom } from '../lib/from.ts'
import { until } from '../lib/until.ts'
import { fourSegments, World } from '../lib/world.ts'

// What a server that has seen a bit of everything tells Prometheus, the dashboard that draws it and the page that
// explains it: none may know of something that the others do not.

const project = resolve(import.meta.dirname, '../..')
const page = readFileSync(join(project, 'docs/operations.md'), 'utf8')
const dashboard = readFileSync(join(project, 'deploy/grafana/pomopomo.json'), 'utf8')
const token = 'metrics-token'
const world = await World.start({
  flags: ['--metrics-token', token, '--limit', 'room_guesses=1/h', '--presence-grace-ms', '100'],
})

async function scrape(): Promise<string> {
  const headers = { authorization: `Bearer ${token}` }
  const answer = await ask(`${world.server.url}/metrics`, { headers })
  assert.equal(answer.status, 200, answer.body)
  return answer.body
}

/** A value by its whole series, as Prometheus writes it. */
async function value(series: string): Promise<number> {
  const line = (await scrape()).split('\n').find((text) => text.startsWith(`${series} `))
  assert.ok(line, `there is no ${series}`)
  return Number(line.slice(series.length + 1))
}

/** Names of families; `_bucket`, `_sum` and `_count` are parts of one. */
async function exported(): Promise<Set<string>> {
  return new Set([...(await scrape()).matchAll(/^# TYPE (\S+)/gm)].map((match) => match[1] ?? ''))
}

before(async () => {
  const { live, host, code } = await world.room({ segments: fourSegments })
  await live.send('timer:play', {})
  const guest = await (await world.guest()).enter(code)
  guest.live.close()
  const polling = await host.connect({ transports: ['polling'] })
  // Every kind of refusal once: a limit of ours, one of HTTP, one of the live connections.
  await ask(`${world.server.url}/api/rooms/pomo-ZZZZZZ`)
  await ask(`${world.server.url}/api/rooms/pomo-ZZZZZZ`)
  await ask(`${world.server.url}/${'x'.repeat(9000)}`)
  for (let i = 0; i < 150; ++i) polling.socket.emit('clock:ping', {})
  await until(async () => (await scrape()).includes('pomopomo_socketio_limit_hits_total{'), {
    what: () => 'a limit of the live connection to be hit',
  })
  polling.close()
  await until(async () => (await scrape()).includes('pomopomo_socketio_closed_total{'), {
    what: () => 'the connection to be gone',
  })
  await until(async () => (await scrape()).includes('pomopomo_room_deadline_lateness_seconds'), {
    what: () => 'the end of a grace',
  })
})

describe('metrics', () => {
  test('whatever the dashboard draws is exported', async () => {
    const known = await exported()
    const drawn = new Set(
      [...dashboard.matchAll(/\b(?:pomopomo|process)_[a-z_]+/g)].map(([name]) => name),
    )
    assert.ok(drawn.size > 20)
    for (const name of drawn) {
      const family = name.replace(/_(bucket|sum|count)$/, '')
      assert.ok(known.has(name) || known.has(family), `${name} is drawn and not exported`)
    }
  })

  test('whatever is exported is drawn, and explained', async () => {
    for (const name of await exported()) {
      assert.ok(page.includes(`\`${name}\``), `docs/operations.md does not say what ${name} is`)
      assert.ok(dashboard.includes(name), `the dashboard does not show ${name}`)
    }
  })

  test('every limit is counted by name from the start', async () => {
    const text = await scrape()
    const names = [...text.matchAll(/^pomopomo_limit_hits_total\{limit="(\w+)"/gm)]
    assert.equal(names.length, 26)
    for (const [, name] of names) assert.ok(page.includes(`\`${name}\``), `${name} is explained`)
    assert.equal(await value('pomopomo_limit_hits_total{limit="room_guesses"}'), 1)
  })

  test('people, rooms and connections are counted', async () => {
    const before = await value('pomopomo_people_connected')
    const { live } = await world.room({ segments: fourSegments })
    await live.send('timer:play', {})
    assert.equal(await value('pomopomo_people_connected'), before + 1)
    assert.equal(await value('pomopomo_rooms{state="open"}'), 2)
    assert.equal(await value('pomopomo_rooms{state="running"}'), 2)
    assert.equal(await value('pomopomo_room_members'), 2)
    live.close()
    await until(async () => (await value('pomopomo_people_connected')) === before, {
      what: () => 'the person to be gone',
    })
    await until(async () => (await value('pomopomo_room_members')) === 1, {
      what: () => 'the member to be gone',
    })
  })

  test('the process is measured', async () => {
    assert.ok((await value('process_cpu_seconds_total')) > 0)
    assert.ok((await value('process_resident_memory_bytes')) > 4e6)
    const open = await value('process_open_fds')
    assert.ok(open > 5 && open < (await value('process_max_fds')))
    const age = Date.now() / 1000 - (await value('process_start_time_seconds'))
    assert.ok(age > 0 && age < 600, `${age} s`)
  })

  test('they want their token, from loopback too, and name nobody (LG4)', async () => {
    for (const authorization of ['', 'Bearer ', 'Bearer metrics', `Basic ${btoa(token)}`]) {
      const url = `${world.server.url}/metrics`
      assert.equal((await ask(url, { headers: { authorization } })).status, 401)
    }
    const secret = await guestFrom(world.server.url)
    const text = await scrape()
    assert.ok(!text.includes(secret) && !text.includes('127.0.0.1') && !/"\d{15,}"/.test(text))
  })
})

test('the dashboard is one that Grafana can read', () => {
  const model = JSON.parse(dashboard) as {
    title: string
    uid: string
    panels: { id: number; type: string; title: string; targets?: { expr: string }[] }[]
  }
  assert.deepEqual([model.title, model.uid], ['Pomopomo', 'pomopomo'])
  const ids = model.panels.map((panel) => panel.id)
  assert.equal(new Set(ids).size, ids.length)
  for (const { type, title, targets = [] } of model.panels) {
    assert.ok(type === 'row' || targets.length > 0, title)
    for (const { expr } of targets) {
      const pairs = [...'(){}[]'].map((bracket) => expr.split(bracket).length)
      assert.ok(pairs[0] === pairs[1] && pairs[2] === pairs[3] && pairs[4] === pairs[5], expr)
    }
  }
})
