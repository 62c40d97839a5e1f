/** The link that brings somebody into the room. */
export function inviteLink(code: string): string {
  return new URL(`/room/${code}`, location.origin).href
}

/** Puts `text` on the clipboard; false where the browser does not let us (it asks for a secure page). */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

/** The way for plain http on a home network, where the clipboard API is missing. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  const place = document.querySelector('dialog:modal') ?? document.body
  place.append(area)
  area.select()
  // Deprecated, and the only way there is on such pages.
  const done = document.execCommand('copy')
  area.remove()
  return done
}
