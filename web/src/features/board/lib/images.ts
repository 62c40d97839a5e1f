import { Problem } from '@/lib/api/problem'
import type { BoardImageStore } from '../channel'

/** What the server takes. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/webp']
const maxBytes = 2 * 1024 * 1024
const maxSide = 4096
/** What is too large is made this large: as sharp as any screen shows it. */
const shrunkSide = 2048
const shrunkQuality = 0.85
const retryMs = 10_000

/** An image of the board, as the editor wants it. */
export interface LoadedImage {
  id: string
  mimeType: string
  dataURL: string
}

/** Fetches the images that others put on the board, each once. */
export class BoardImages {
  private readonly asked = new Set<string>()
  private readonly timers = new Set<ReturnType<typeof setTimeout>>()
  private stopped = false

  constructor(
    private readonly store: Pick<BoardImageStore, 'load'>,
    private readonly onLoaded: (image: LoadedImage) => void,
  ) {}

  want(fileIds: Iterable<string>): void {
    for (const id of fileIds) {
      if (this.asked.has(id)) continue
      this.asked.add(id)
      void this.fetch(id)
    }
  }

  stop(): void {
    this.stopped = true
    for (const timer of this.timers) clearTimeout(timer)
  }

  private async fetch(id: string): Promise<void> {
    try {
      const blob = await this.store.load(id)
      const image = { id, mimeType: blob.type, dataURL: await dataUrl(blob) }
      if (!this.stopped) this.onLoaded(image)
    } catch (error) {
      if (this.stopped) return
      if (error instanceof Problem && error.code === 'not_found') return
      const timer = setTimeout(() => {
        this.timers.delete(timer)
        void this.fetch(id)
      }, retryMs)
      this.timers.add(timer)
    }
  }
}

/** The image as it came, or smaller where the server would not take it: photos of phones. Throws when it is broken. */
export async function fittingImage(image: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(image)
  try {
    const side = Math.max(bitmap.width, bitmap.height)
    if (image.size <= maxBytes && side <= maxSide) return image
    const scale = Math.min(1, shrunkSide / side)
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(bitmap.width * scale))
    canvas.height = Math.max(1, Math.round(bitmap.height * scale))
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    const webp = await encoded(canvas, 'image/webp')
    // Safari writes no WebP.
    return webp.type === 'image/webp' ? webp : await encoded(canvas, 'image/jpeg')
  } finally {
    bitmap.close()
  }
}

function encoded(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('unwritable')))
    canvas.toBlob(done, type, shrunkQuality)
  })
}

export function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')))
    reader.readAsDataURL(blob)
  })
}

/** The other way; `fetch` may not read such addresses. */
export function fileOfDataUrl(url: string): File {
  const [, type = '', data = ''] = /^data:([^;,]*);base64,(.*)$/s.exec(url) ?? []
  return new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], 'image', {
    type,
  })
}
