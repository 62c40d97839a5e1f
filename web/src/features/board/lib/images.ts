import type { BoardImageStore } from '../channel'

/** What the server takes. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/webp']
export const maxImageBytes = 2 * 1024 * 1024
const retryMs = 10_000

/** An image of the board, as the editor wants it. */
export interface LoadedImage {
  id: string
  mimeType: string
  dataURL: string
}

/** Fetches the images that others put on the board, each once. */
export class BoardImages {
  private readonly asked = new Map<string, number>()

  constructor(
    private readonly store: Pick<BoardImageStore, 'load'>,
    private readonly onLoaded: (image: LoadedImage) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** One that failed is asked for again later, when it is still wanted. */
  want(fileIds: Iterable<string>): void {
    for (const id of fileIds) {
      if (this.now() < (this.asked.get(id) ?? 0)) continue
      this.asked.set(id, Infinity)
      void this.fetch(id)
    }
  }

  private async fetch(id: string): Promise<void> {
    try {
      const blob = await this.store.load(id)
      this.onLoaded({ id, mimeType: blob.type, dataURL: await dataUrl(blob) })
    } catch {
      this.asked.set(id, this.now() + retryMs)
    }
  }
}

export function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')))
    reader.readAsDataURL(blob)
  })
}
