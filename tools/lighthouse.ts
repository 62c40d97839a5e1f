/**
 * `npm run lighthouse [-- RUNS]`: Lighthouse on the start page and in a room, as phone and as desktop, against the release
 * program; prints the median of RUNS (default 3) and fails below the bars. Performance only says something on a machine
 * that does nothing else, so this is no part of `make test`.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Server } from '../tests/lib/server.ts'

const runs = Number(process.argv[2] ?? 3)
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
type Scores = Record<(typeof categories)[number], number>
const bars = { phone: 90, desktop: 97 } // of performance; everything else is 100
const chromeFlags =
  '--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update'

interface Report {
  categories: Record<string, { score: number | null }>
  audits: Record<string, { id: string; score: number | null; scoreDisplayMode: string }>
}

function look(url: string, device: keyof typeof bars, cookie: string): Report {
  const folder = mkdtempSync(join(tmpdir(), 'pomopomo-lighthouse-'))
  const output = join(folder, 'report.json')
  const flags = [url, '--quiet', '--output=json', `--output-path=${output}`]
  flags.push(`--chrome-flags=${chromeFlags}`, `--only-categories=${categories.join(',')}`)
  if (device === 'desktop') flags.push('--preset=desktop')
  if (cookie) {
    flags.push(`--extra-headers=${JSON.stringify({ Cookie: cookie })}`)
    flags.push('--skip-audits=is-crawlable') // rooms are kept out of search engines on purpose (robots.txt)
  }
  try {
    const env = { CHROME_PATH: '/usr/bin/chromium', ...process.env }
    execFileSync('node_modules/.bin/lighthouse', flags, { env, stdio: ['ignore', 'ignore', 'inherit'] })
    return JSON.parse(readFileSync(output, 'utf8')) as Report
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function median(reports: readonly Report[], category: string): number {
  const scores = reports.map((report) => (report.categories[category]?.score ?? 0) * 100)
  return Math.round(scores.toSorted((a, b) => a - b)[scores.length >> 1] ?? 0)
}

/** A room whose host is whoever sends the cookie. */
async function openRoom(url: string): Promise<{ path: string; cookie: string }> {
  const headers = { 'content-type': 'application/json', origin: url }
  const guest = await fetch(`${url}/api/guests`, { method: 'POST', headers, body: '{}' })
  const cookie = guest.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const body = JSON.stringify({ template: 'classic' })
  const options = { method: 'POST', headers: { ...headers, cookie }, body }
  const { room } = (await (await fetch(`${url}/api/rooms`, options)).json()) as {
    room: { code: string }
  }
  return { path: `/room/${room.code}`, cookie }
}

const server = await Server.start()
const url = `http://localhost:${new URL(server.url).port}`
let failed = false
try {
  const room = await openRoom(url)
  const pages = [
    { name: 'start page', path: '/', cookie: '' },
    { name: 'room', ...room },
  ]
  console.log(['page', 'device', ...categories].map((word) => word.padEnd(15)).join(''))
  for (const { name, path, cookie } of pages) {
    for (const device of ['phone', 'desktop'] as const) {
      const reports = Array.from({ length: runs }, () => look(url + path, device, cookie))
      const scores = Object.fromEntries(
        categories.map((category) => [category, median(reports, category)]),
      ) as Scores
      const bar = (category: keyof Scores) => (category === 'performance' ? bars[device] : 100)
      const low = categories.filter((category) => scores[category] < bar(category))
      const cells = categories.map((category) =>
        low.includes(category) ? `${scores[category]} < ${bar(category)}` : `${scores[category]}`,
      )
      console.log([name, device, ...cells].map((cell) => cell.padEnd(15)).join(''))
      failed ||= low.length > 0
      const faults = Object.values(reports[0]?.audits ?? {}).filter(
        ({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0,
      )
      if (faults.length > 0) console.log(`  ${faults.map(({ id }) => id).join(', ')}`)
    }
  }
} finally {
  await server.stop()
}
process.exitCode = failed ? 1 : 0
