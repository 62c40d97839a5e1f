/** The path to go on to: one of this site whatever the address brought, else the start page (AU9). */
export function nextPath(next: string | undefined): string {
  if (!next?.startsWith('/')) return '/'
  const url = URL.parse(next, location.origin)
  if (url?.origin !== location.origin || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search + url.hash
}
