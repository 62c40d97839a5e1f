// Adds up the JavaScript (gzip) that a first visit of a page loads, after `vite build`, and fails above the limit.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist')
/** Route source, and how many kB of gzipped JavaScript its first visit may cost. */
const budgets = [
  { page: 'landing', source: 'src/app/routes/index.tsx', limitKb: 130 },
  { page: 'room', source: 'src/app/routes/_cached.room.$code.tsx', limitKb: 160 },
]

const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))

/** An entry's own file and all it imports statically. */
function filesOf(key, files = new Set()) {
  const chunk = manifest[key]
  if (!chunk || files.has(chunk.file)) return files
  files.add(chunk.file)
  for (const imported of chunk.imports ?? []) filesOf(imported, files)
  return files
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

let failed = false
for (const { page, source, limitKb } of budgets) {
  const files = filesOf('index.html')
  const keys = routeKeys(source)
  if (keys.length === 0) throw new Error(`no chunk of ${source} in the build`)
  for (const key of keys) filesOf(key, files)
  const kb = [...files].reduce((sum, file) => sum + gzipBytes(file), 0) / 1000
  const tooBig = kb > limitKb
  failed ||= tooBig
  console.log(
    `${page}: ${kb.toFixed(1)} kB of JavaScript (gzip), limit ${limitKb} kB${tooBig ? ': too big' : ''}`,
  )
}
process.exitCode = failed ? 1 : 0
