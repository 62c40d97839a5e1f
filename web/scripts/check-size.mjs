// Adds up the JavaScript (gzip) that a first visit of a page loads, after `vite build`, and fails above the limit.
// The second number adds what the page's own code loads later by itself; `onDemand` names what only comes when somebody
// reaches for it.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist')
/** Route source, how many kB of gzipped JavaScript its first visit may cost, and what waits for a click or a touch. */
const budgets = [
  { page: 'landing', source: 'src/app/routes/index.tsx', limitKb: 130, onDemand: [] },
  {
    page: 'room',
    source: 'src/app/routes/room.$code.tsx',
    limitKb: 160,
    onDemand: [
      /rooms\/components\/(sorting|template-picker|join-gate|board-layer|segment-editor|[a-z]+-dialog)\.tsx$/,
      /you\/components\/theme-choice\.tsx$/,
      /lib\/api\/queries\.tsx$/, // comes with the dialogs
    ],
  },
]

/** The whiteboard's editor, and what it may cost beyond the room. */
const board = { source: 'src/features/board/components/board.tsx', limitKb: 340 }

const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))

/** Keys of a chunk and of all it imports statically. */
function chunksOf(key, keys = new Set()) {
  const chunk = manifest[key]
  if (!chunk || keys.has(key)) return keys
  keys.add(key)
  for (const imported of chunk.imports ?? []) chunksOf(imported, keys)
  return keys
}

/** What the chunks `own` load later by themselves, and so on. */
function loadedLater(own, onDemand, known) {
  const fresh = new Set()
  for (const key of own) {
    const later = (manifest[key].dynamicImports ?? []).filter(
      (name) => !onDemand.some((pattern) => pattern.test(name)),
    )
    for (const name of later)
      for (const chunk of chunksOf(name)) if (!known.has(chunk)) fresh.add(chunk)
  }
  if (fresh.size === 0) return fresh
  return new Set([...fresh, ...loadedLater(fresh, onDemand, new Set([...known, ...fresh]))])
}

/** Chunks that the route of `source` is split into. */
function routeKeys(source) {
  return Object.keys(manifest).filter((key) => key.split('?')[0] === source)
}

function gzipBytes(file) {
  for (const name of [`${file}.gz`, file]) {
    try {
      return readFileSync(join(dist, name)).length
    } catch (error) {
      if (error.code !== 'ENOENT') throw error
    }
  }
  throw new Error(`${file} is in the manifest but not in the build`)
}

function kilobytes(keys) {
  const files = new Set([...keys].map((key) => manifest[key].file))
  return [...files].reduce((sum, file) => sum + gzipBytes(file), 0) / 1000
}

function list(key) {
  console.log((gzipBytes(manifest[key].file) / 1000).toFixed(1).padStart(7), key)
}

let failed = false
for (const { page, source, limitKb, onDemand } of budgets) {
  const shell = chunksOf('index.html')
  const keys = routeKeys(source)
  if (keys.length === 0) throw new Error(`no chunk of ${source} in the build`)
  const own = keys.flatMap((key) => [...chunksOf(key)]).filter((key) => !shell.has(key))
  const first = new Set([...shell, ...own])
  const later = loadedLater(own, onDemand, first)
  if (first.has(board.source) || later.has(board.source))
    throw new Error(`${page} loads the board before anybody asks for it`)
  const kb = kilobytes(first)
  const tooBig = kb > limitKb
  failed ||= tooBig
  console.log(
    `${page}: ${kb.toFixed(1)} kB of JavaScript (gzip), limit ${limitKb} kB${tooBig ? ': too big' : ''}; ` +
      `${(kb + kilobytes(later)).toFixed(1)} kB with what it loads later by itself`,
  )
  if (process.argv.includes('--list')) for (const key of [...first, ...later]) list(key)
}

if (!manifest[board.source]) throw new Error(`no chunk of ${board.source} in the build`)
const inRoom = new Set(
  ['index.html', ...routeKeys('src/app/routes/room.$code.tsx')].flatMap((key) => [
    ...chunksOf(key),
  ]),
)
const boardKb = kilobytes([...chunksOf(board.source)].filter((key) => !inRoom.has(key)))
const boardTooBig = boardKb > board.limitKb
failed ||= boardTooBig
console.log(
  `board: ${boardKb.toFixed(1)} kB more, limit ${board.limitKb} kB${boardTooBig ? ': too big' : ''}`,
)
process.exitCode = failed ? 1 : 0
