import { exportToBlob, exportToSvg } from '@excalidraw/excalidraw'
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types'

const padding = 24

/** Saves the drawing as a file on this device; false where there is nothing drawn. */
export async function saveBoard(
  api: ExcalidrawImperativeAPI,
  name: string,
  format: 'png' | 'svg',
): Promise<boolean> {
  const elements = api.getSceneElements()
  if (elements.length === 0) return false
  const drawing = {
    elements,
    files: api.getFiles(),
    appState: { ...api.getAppState(), exportBackground: true, exportEmbedScene: false },
    exportPadding: padding,
  }
  const blob =
    format === 'png'
      ? await exportToBlob({ ...drawing, mimeType: 'image/png' })
      : new Blob([(await exportToSvg(drawing)).outerHTML], { type: 'image/svg+xml' })
  download(blob, `${name}.${format}`)
  return true
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
