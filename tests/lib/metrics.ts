import type { Server } from './server.ts'

/** What `/metrics` says of a metric: the sum of its series with those labels; 0 when there is none yet. */
export async function metric(
  server: Server,
  token: string,
  name: string,
  labels: Record<string, string> = {},
): Promise<number> {
  const answer = await fetch(`${server.url}/metrics`, {
    headers: { authorization: `Bearer ${token}` },
  })
  if (answer.status !== 200) throw new Error(`/metrics: ${answer.status}`)
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
  return (await answer.text())
    .split('\n')
    .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
    .filter((line) => wanted.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0)
}
