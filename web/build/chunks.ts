type Graph = { getModuleInfo(id: string): { importedIds: readonly string[] } | null }
type Group = { name: (id: string, graph: Graph) => string | null }

const react = /node_modules\/(react|react-dom|scheduler)\//
const entry = 'src/main.tsx'
const startPage = 'src/app/routes/index.tsx?tsr-split=component'
const room = 'src/app/routes/room.$code.tsx?tsr-split=component'
/** What also draws with parts of those two, and is not to load the whole of them. */
const others = [
  'src/app/routes/_cached.create.tsx?tsr-split=component',
  'src/app/routes/_cached.join.tsx?tsr-split=component',
  'src/features/landing/components/your-rooms.tsx',
  'src/features/you/components/theme-choice.tsx',
]

/**
 * What a first visit loads, in few files: React, what every page needs, what the start page and then what the
 * room shares with others, and the rest of each of the two. Left to itself the bundler makes forty small ones, one for each set of pages
 * that share something, and a phone waits longer for forty answers than for their bytes. A module belongs to the first
 * group that names it. `root` ends with a slash.
 */
export function chunkGroups(root: string): Group[] {
  const closures = new Map<string, ReadonlySet<string>>()
  const group = (name: string, belongs: (loads: (page: string) => boolean) => boolean): Group => ({
    name(id, graph) {
      const loads = (page: string) => {
        let closure = closures.get(page)
        if (!closure) closures.set(page, (closure = closureOf(root + page, graph)))
        return closure.has(id)
      }
      return id !== root + entry && belongs(loads) ? name : null
    },
  })
  return [
    { name: (id) => (react.test(id) ? 'react' : null) },
    group('shell', (loads) => loads(entry)),
    group('timer', (loads) => loads(startPage) && [room, ...others].some(loads)),
    group('common', (loads) => loads(room) && others.some(loads)),
    group('room', (loads) => loads(room)),
    group('start', (loads) => loads(startPage)),
  ]
}

/** A module and all it imports statically. */
function closureOf(id: string, graph: Graph, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(id)) return known
  known.add(id)
  for (const imported of graph.getModuleInfo(id)?.importedIds ?? [])
    closureOf(imported, graph, known)
  return known
}
