/** A pointer that has not moved for this long is forgotten. */
const silentMs = 15_000

export interface Cursor {
  x: number
  y: number
  movedAt: number
}

/** Where the pointers of others are. */
export class Cursors {
  private readonly all = new Map<string, Cursor>()

  moved(memberId: string, x: number, y: number, now: number): void {
    if (Number.isFinite(x) && Number.isFinite(y)) this.all.set(memberId, { x, y, movedAt: now })
  }

  /** Those of people who are here and were heard of lately. */
  shown(people: ReadonlyMap<string, unknown>, now: number): ReadonlyMap<string, Cursor> {
    for (const [id, { movedAt }] of this.all)
      if (!people.has(id) || now - movedAt > silentMs) this.all.delete(id)
    return new Map(this.all)
  }

  get isEmpty(): boolean {
    return this.all.size === 0
  }

  clear(): void {
    this.all.clear()
  }
}

const hueStep = 10
const hues = 37

/**
 * Excalidraw colours a cursor by a hash of its `id`: hue = (hash % 37) × 10. This gives an id whose cursor has nearly
 * the hue of `color` (`#rrggbb`). A hash of one letter is its code.
 */
export function cursorColourId(color: string): string {
  const first = 2 * hues
  return String.fromCharCode(first + (Math.round(hueOf(color) / hueStep) % 36))
}

function hueOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (at) => Number.parseInt(color.slice(at, at + 2), 16) / 255,
  )
  const max = Math.max(red, green, blue)
  const range = max - Math.min(red, green, blue)
  if (range === 0) return 0
  const sixth =
    max === red
      ? (green - blue) / range
      : max === green
        ? 2 + (blue - red) / range
        : 4 + (red - green) / range
  return (sixth * 60 + 360) % 360
}
