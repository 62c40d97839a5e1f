/** The path of the largest script that the start page names: one that is worth compressing, and slow to send. */
export async function largestScript(url: string): Promise<string> {
  const page = await (await fetch(`${url}/`)).text()
  const paths = new Set(page.match(/\/assets\/[\w.-]+\.js/g))
  const sizes = await Promise.all(
    [...paths].map(async (path) => {
      const script = await (await fetch(url + path)).arrayBuffer()
      return { path, size: script.byteLength }
    }),
  )
  const largest = sizes.sort((a, b) => b.size - a.size)[0]
  if (!largest) throw new Error('the start page names no script')
  return largest.path
}
