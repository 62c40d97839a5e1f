// run.mjs REPORT FOLDER…: runs the node:test files of the folders, readable on stdout and as JUnit XML in REPORT.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const [report, ...folders] = process.argv.slice(2)
const files = folders
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))),
  )
  .filter((name) => /\.test\.(ts|mjs|js)$/.test(name) && !name.includes('node_modules'))
  .sort()
if (files.length === 0) {
  console.error(`no tests in ${folders.join(', ')}`)
  process.exit(1)
}
const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout']
reporters.push('--test-reporter=junit', `--test-reporter-destination=${report}`)
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', '--test', '--test-concurrency=2', ...reporters, ...files],
  { stdio: 'inherit' },
)
process.exit(status ?? 1)
