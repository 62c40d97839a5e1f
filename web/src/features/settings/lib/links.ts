export const maxLinks = 5

/** What is sent of what was typed: no empty lines, and `https://` where somebody left it out. */
export function cleanLinks(links: readonly string[]): string[] {
  return links
    .map((link) => link.trim())
    .filter(Boolean)
    .map((link) => (/^[a-z][a-z0-9+.-]*:/i.test(link) ? link : `https://${link}`))
}
